// Sends a file to the API, and tells how far it is.
import { t } from "../words/words.svelte";
import { answerOf, ApiError, OFFLINE } from "./client";
import type { Picture } from "./types";

/** Sends a picture. `progress` hears how much of it is on its way, from 0 to 1. */
export function upload(file: File, progress: (share: number) => void, signal?: AbortSignal): Promise<Picture> {
  return new Promise((resolve, reject) => {
    // `fetch` cannot tell how far a body is.
    const request = new XMLHttpRequest();
    request.open("POST", "/desk/api/pictures");
    request.setRequestHeader("content-type", file.type === "" ? "application/octet-stream" : file.type);
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    };
    request.onerror = () => reject(new ApiError(0, OFFLINE, t("error-offline-file")));
    request.onabort = () => reject(new DOMException("Taken back.", "AbortError"));
    request.onload = () => {
      try {
        resolve(answerOf<Picture>(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
