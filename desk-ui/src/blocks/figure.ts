/** A picture with its caption. */
import { t } from "../words/words.svelte";
import { belongsToField, field } from "./field";
import type { Block } from "./spec";
import { named, only, words } from "./spec";

/** Where the desk finds a picture of the newsroom. */
export function pictureAddress(media: string, width = 960): string | null {
  return /^\d{1,19}$/.test(media) ? `/desk/api/pictures/${media}/file?width=${width}` : null;
}

export const figure: Block = {
  name: "figure",
  spec: {
    attrs: { ...named, media: { default: "" }, alt: { default: "" }, credit: { default: null } },
    content: "inline*",
    group: "block",
    isolating: true,
    draggable: true,
    parseDOM: [
      {
        tag: "figure[data-media]",
        contentElement: "figcaption",
        getAttrs(figure) {
          const media = figure.getAttribute("data-media") ?? "";
          if (pictureAddress(media) === null) return false;
          return { media, alt: figure.getAttribute("data-alt") ?? "", credit: figure.getAttribute("data-credit") };
        },
      },
    ],
    toDOM: ({ attrs }) => [
      "figure",
      only({ "data-media": attrs.media, "data-alt": attrs.alt, "data-credit": attrs.credit }),
      ["figcaption", 0],
    ],
  },
  view(node, view, getPos) {
    const dom = document.createElement("figure");
    const picture = dom.appendChild(document.createElement("img"));
    picture.draggable = false;
    picture.addEventListener("error", () => dom.classList.add("picture-missing"));
    const missing = dom.appendChild(document.createElement("p"));
    missing.className = "picture-none";
    missing.contentEditable = "false";
    missing.textContent = t("article-picture-missing");
    const contentDOM = dom.appendChild(document.createElement("figcaption"));
    contentDOM.dataset.hint = t("article-caption");
    const alt = field(view, getPos, node, "alt", t("article-alt"), "", true);
    const credit = field(view, getPos, node, "credit", t("article-credit"));
    dom.append(alt.dom, credit.dom);
    const show = (next: typeof node) => {
      const media = words(next, "media");
      const address = pictureAddress(media);
      if (address === null) {
        dom.classList.add("picture-missing");
        picture.removeAttribute("src");
      } else if (picture.getAttribute("src") !== address) {
        dom.classList.remove("picture-missing");
        picture.src = address;
      }
      picture.alt = words(next, "alt");
      dom.classList.toggle("alt-wanted", words(next, "alt").trim() === "");
      contentDOM.classList.toggle("empty", next.content.size === 0);
      alt.show(next);
      credit.show(next);
    };
    show(node);
    return {
      dom,
      contentDOM,
      update(next) {
        if (next.type !== node.type) return false;
        show(next);
        return true;
      },
      stopEvent: belongsToField,
      ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    };
  },
};
