/** Something from elsewhere. The desk never shows the thing itself, only what readers see before they ask for it. */
import { t } from "../words/words.svelte";
import { belongsToField, field } from "./field";
import type { Block } from "./spec";
import { isWebAddress, named, only, words } from "./spec";

const PROVIDERS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$/, "YouTube"],
  [/(?:^|\.)vimeo\.com$/, "Vimeo"],
  [/(?:^|\.)(?:twitter|x)\.com$/, "X"],
  [/(?:^|\.)t\.me$/, "Telegram"],
  [/(?:^|\.)instagram\.com$/, "Instagram"],
  [/(?:^|\.)facebook\.com$/, "Facebook"],
  [/(?:^|\.)tiktok\.com$/, "TikTok"],
  [/(?:^|\.)soundcloud\.com$/, "SoundCloud"],
  [/(?:^|\.)spotify\.com$/, "Spotify"],
];

/** Who serves a page, by its address; an address that nobody knows is its own name. */
export function providerOf(url: string): string {
  if (!isWebAddress(url) || !URL.canParse(url)) return "";
  const host = new URL(url).hostname.replace(/^www\./, "");
  return PROVIDERS.find(([known]) => known.test(host))?.[1] ?? host;
}

export const embed: Block = {
  name: "embed",
  spec: {
    attrs: { ...named, url: { default: "" }, provider: { default: "" }, title: { default: "" } },
    group: "block",
    atom: true,
    draggable: true,
    parseDOM: [
      {
        tag: "div[data-embed]",
        getAttrs(div) {
          const url = div.getAttribute("data-embed") ?? "";
          if (!isWebAddress(url)) return false;
          return { url, provider: div.getAttribute("data-provider") ?? "", title: div.getAttribute("data-title") ?? "" };
        },
      },
    ],
    toDOM: ({ attrs }) => [
      "div",
      { "data-embed": String(attrs.url), ...only({ "data-provider": attrs.provider, "data-title": attrs.title }) },
    ],
  },
  view(node, view, getPos) {
    const dom = document.createElement("div");
    dom.className = "embed";
    const provider = dom.appendChild(document.createElement("strong"));
    const address = dom.appendChild(document.createElement("bdi"));
    const hint = dom.appendChild(document.createElement("small"));
    hint.textContent = t("article-embed-hint");
    const title = field(view, getPos, node, "title", t("article-embed-title"), "");
    const url = field(view, getPos, node, "url", t("article-embed-url"), "");
    url.input.dir = "ltr";
    url.input.addEventListener("change", () => {
      const pos = getPos();
      if (pos === undefined) return;
      view.dispatch(view.state.tr.setNodeAttribute(pos, "provider", providerOf(url.input.value)));
    });
    dom.append(title.dom, url.dom);
    const show = (next: typeof node) => {
      provider.textContent = words(next, "provider") || t("article-embed");
      address.textContent = words(next, "url");
      const good = isWebAddress(next.attrs.url);
      url.input.setAttribute("aria-invalid", String(!good));
      dom.classList.toggle("embed-nowhere", !good);
      title.show(next);
      url.show(next);
    };
    show(node);
    return {
      dom,
      update(next) {
        if (next.type !== node.type) return false;
        show(next);
        return true;
      },
      stopEvent: belongsToField,
      ignoreMutation: () => true,
    };
  },
};
