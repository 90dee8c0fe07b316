/** What can be said about a run of words, in the order in which the story keeps it. */
import type { MarkSpec } from "@tiptap/pm/model";
import { leadsSomewhere, only } from "./spec";

function plain(tags: string[], styles: MarkSpec["parseDOM"] = []): MarkSpec {
  const [shown = "span"] = tags;
  return { parseDOM: [...tags.map((tag) => ({ tag })), ...styles], toDOM: () => [shown, 0] };
}

function direction(value: unknown): "ltr" | "rtl" {
  return value === "rtl" ? "rtl" : "ltr";
}

/** The directions of scripts that are written from the right. */
export function directionOf(tag: string): "ltr" | "rtl" {
  return /^(?:ar|fa|he|ur|ps|yi|dv|ckb|sd|ug)(?:-|$)/i.test(tag) ? "rtl" : "ltr";
}

export const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {}, title: { default: null } },
    inclusive: false,
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs(link) {
          const href = link.getAttribute("href")?.trim();
          return leadsSomewhere(href) ? { href, title: link.getAttribute("title") } : false;
        },
      },
    ],
    toDOM({ attrs }) {
      const href = leadsSomewhere(attrs.href) ? attrs.href : null;
      return ["a", only({ href, title: attrs.title, rel: "noopener noreferrer" }), 0];
    },
  },
  strong: plain(["strong", "b"]),
  em: plain(["em", "i"]),
  underline: plain(["u"]),
  strike: plain(["s", "del", "strike"]),
  code: plain(["code"]),
  subscript: plain(["sub"]),
  superscript: plain(["sup"]),
  lang: {
    attrs: { lang: {}, dir: { default: "ltr" } },
    inclusive: false,
    parseDOM: [
      {
        tag: "span[data-lang]",
        getAttrs(span) {
          const lang = span.getAttribute("lang") ?? "";
          return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(lang) ? { lang, dir: directionOf(lang) } : false;
        },
      },
    ],
    toDOM: ({ attrs }) => ["span", { lang: String(attrs.lang), dir: direction(attrs.dir), "data-lang": "" }, 0],
  },
  ref: {
    attrs: { target: {}, part: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: "span[data-ref]",
        getAttrs: (span) => ({ target: span.getAttribute("data-ref"), part: span.getAttribute("data-part") ?? "mention" }),
      },
    ],
    toDOM: ({ attrs }) => [
      "span",
      { class: "ref", "data-ref": String(attrs.target), "data-part": String(attrs.part) },
      0,
    ],
  },
};
