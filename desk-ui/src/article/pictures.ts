/** Pictures of the newsroom, for the text and for the place on top of it. */
import { answerOf, ApiError } from "../api/client";
import type { Picture } from "../api/types";
import { t } from "../words/words.svelte";

/** Gives a file to the newsroom's pictures. */
export async function upload(file: File): Promise<Picture> {
  let response: Response;
  try {
    response = await fetch("/desk/api/pictures", {
      method: "POST",
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        "content-type": file.type || "application/octet-stream",
        "x-file-name": encodeURIComponent(file.name || "picture"),
      },
      body: file,
    });
  } catch {
    throw new ApiError(0, "offline", t("error-offline"));
  }
  return answerOf<Picture>(response.status, await response.text().catch(() => null));
}

/** What a picture brings into a text in this language. */
export function asFigure(picture: Picture, language: string): { media: string; alt: string; credit: string | null; caption: string } {
  return {
    media: picture.id,
    alt: picture.alt[language] ?? "",
    credit: picture.credit || null,
    caption: picture.caption[language] ?? "",
  };
}
