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

/** What words can be to an item; the names are those of `crates/story/src/coverage/annotation.rs`. */
export const PARTS = ["mention", "when", "where", "content", "quote", "source", "cue"] as const;
export type Part = (typeof PARTS)[number];

/** Whether it is the name of a part. */
export function isPart(value: unknown): value is Part {
  return PARTS.some((part) => part === value);
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
    // The same words may stand for several items.
    excludes: "",
    parseDOM: [
      {
        tag: "span[data-ref]",
        getAttrs(span) {
          const target = span.getAttribute("data-ref") ?? "";
          const part = span.getAttribute("data-part");
          return /^\d{1,19}$/.test(target) && isPart(part) ? { target, part } : false;
        },
      },
    ],
    toDOM: ({ attrs }) => [
      "span",
      { class: `ref ref-${String(attrs.part)}`, "data-ref": String(attrs.target), "data-part": String(attrs.part) },
      0,
    ],
  },
};
