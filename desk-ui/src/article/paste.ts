/** What other programs put on the clipboard, made clean: structure, links and emphasis stay, everything else goes. */
import { DOMParser } from "@tiptap/pm/model";
import type { ParseOptions, Slice } from "@tiptap/pm/model";
import { schema } from "../blocks/schema";

/** What had to be left out. */
export interface LeftOut {
  pictures: number;
}

const GONE = "script, style, meta, link, title, noscript, template, iframe, object, embed, form, button, input, select, textarea, svg, math, canvas, video, audio, nav, [hidden], [aria-hidden='true'], [style*='mso-element:comment-list'], [style*='mso-element: comment-list']";
const BLOCKS = "address, article, aside, blockquote, center, dd, details, div, dl, dt, figcaption, figure, footer, h1, h2, h3, h4, h5, h6, header, hr, li, main, ol, p, pre, section, summary, table, tbody, td, tfoot, th, thead, tr, ul";

/** The properties of a style attribute. It is read as text: the page's policy does not let it become a style. */
export function styleOf(element: Element): Map<string, string> {
  const style = element.getAttribute("style") ?? "";
  const pairs = style.split(";").map((pair) => pair.split(/:(.*)/s).map((part) => part.trim()));
  return new Map(pairs.flatMap(([name, value]) => (name && value ? [[name.toLowerCase(), value.toLowerCase()]] : [])));
}

/** Cleans what was pasted, in place. It is in a document that shows nothing and runs nothing. */
export function clean(root: HTMLElement): LeftOut {
  for (const element of root.querySelectorAll(GONE)) element.remove();
  removeComments(root);
  const left = { pictures: leaveOutPictures(root) };
  unwrapOffice(root);
  wordLists(root);
  for (const element of root.querySelectorAll<HTMLElement>("a")) mendLink(element);
  styles(root);
  tables(root);
  for (const heading of root.querySelectorAll("h1, h2, h3, h4, h5, h6")) plainHeading(heading);
  paragraphsOfBreaks(root);
  removeEmpty(root);
  return left;
}

function removeComments(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) (comment as Comment).remove();
}

/** Pictures by address are somebody else's: without rights, and they would tell others who reads the draft. */
function leaveOutPictures(root: HTMLElement): number {
  const pictures = [...root.querySelectorAll("img, picture")].filter((picture) => picture.parentElement?.closest("picture") === null || picture.parentElement === null);
  const shown = pictures.filter((picture) => picture.getAttribute("width") !== "1" && picture.getAttribute("height") !== "1");
  for (const picture of root.querySelectorAll("img, picture, source")) picture.remove();
  return shown.length;
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** The wrappers of Google Docs and of Word, which mean nothing. */
function unwrapOffice(root: HTMLElement): void {
  for (const wrapper of root.querySelectorAll("b[id^='docs-internal-guid'], b[style*='font-weight:normal'], b[style*='font-weight: normal'], font")) unwrap(wrapper);
  for (const element of root.querySelectorAll("*")) {
    if (element.localName.includes(":")) unwrap(element);
  }
  for (const code of root.querySelectorAll("pre code")) unwrap(code);
  for (const title of root.querySelectorAll("p.MsoTitle")) rename(title, "h2");
  for (const quote of root.querySelectorAll("p.MsoQuote, p.MsoIntenseQuote")) {
    const block = root.ownerDocument.createElement("blockquote");
    quote.replaceWith(block);
    block.append(quote);
  }
}

function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

interface Item {
  element: Element;
  level: number;
  list: string;
  ordered: boolean;
  start: number;
}

/** Word writes lists as paragraphs with a sign in front. */
function wordLists(root: HTMLElement): void {
  const items = new Map<Element, Item>();
  for (const element of root.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    const told = /l(\d+) +level(\d+)/.exec(styleOf(element).get("mso-list") ?? "");
    if (!told) continue;
    const marks = [...element.querySelectorAll("span")].filter((span) => /ignore/.test(styleOf(span).get("mso-list") ?? ""));
    const sign = (marks[0]?.textContent ?? "").replace(/\s/gu, "");
    for (const mark of marks) mark.remove();
    const number = /^[(]?(\d+)[.)]$/.exec(sign);
    const ordered = number !== null || /^[(]?[a-z]{1,4}[.)]$/i.test(sign);
    items.set(element, { element, level: Number(told[2]), list: told[1] ?? "", ordered, start: number ? Number(number[1]) : 1 });
  }
  const done = new Set<Element>();
  for (const [element, item] of items) {
    if (done.has(element)) continue;
    const run: Item[] = [];
    let next: Element | null = element;
    while (next && items.has(next)) {
      run.push(items.get(next) ?? item);
      done.add(next);
      next = next.nextElementSibling;
    }
    nest(run);
  }
}

function nest(run: Item[]): void {
  const [first] = run;
  if (!first) return;
  const { ownerDocument } = first.element;
  const make = (item: Item): Element => {
    const list = ownerDocument.createElement(item.ordered ? "ol" : "ul");
    if (item.ordered && item.start !== 1) list.setAttribute("start", String(item.start));
    return list;
  };
  let open: { list: Element; level: number; ordered: boolean; name: string }[] = [];
  const opened = (item: Item) => ({ list: make(item), level: item.level, ordered: item.ordered, name: item.list });
  for (const item of run) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > item.level) open.pop();
    let top = open.at(-1);
    if (!top || (open.length === 1 && (top.level > item.level || (top.level === item.level && (top.ordered !== item.ordered || top.name !== item.list))))) {
      top = opened(item);
      open = [top];
      item.element.before(top.list);
    } else if (top.level < item.level) {
      const inner = opened(item);
      (top.list.lastElementChild ?? top.list).append(inner.list);
      open.push(inner);
      top = inner;
    }
    const line = ownerDocument.createElement("li");
    top.list.append(line);
    const paragraph = ownerDocument.createElement("p");
    paragraph.append(...item.element.childNodes);
    line.append(paragraph);
    item.element.remove();
  }
}

/** Links keep where they lead; anchors of Word and footnotes become words, detours of Google the address itself. */
function mendLink(link: HTMLElement): void {
  const href = link.getAttribute("href")?.trim() ?? "";
  if (href === "" || href.startsWith("#")) return unwrap(link);
  if (/^https:\/\/www\.google\.com\/url\?/.test(href) && URL.canParse(href)) {
    const target = new URL(href).searchParams.get("q");
    if (target) link.setAttribute("href", target);
  } else {
    link.setAttribute("href", href);
  }
  link.removeAttribute("title");
}

const EMPHASIS: readonly (readonly [string, (style: Map<string, string>) => boolean])[] = [
  ["strong", (style) => /^(?:bold|bolder|[6-9]00)$/.test(style.get("font-weight") ?? "")],
  ["em", (style) => /^(?:italic|oblique)/.test(style.get("font-style") ?? "")],
  ["s", (style) => /line-through/.test(`${style.get("text-decoration")} ${style.get("text-decoration-line")}`)],
  ["u", (style) => /underline/.test(`${style.get("text-decoration")} ${style.get("text-decoration-line")}`)],
  ["sub", (style) => style.get("vertical-align") === "sub"],
  ["sup", (style) => style.get("vertical-align") === "super"],
];

/** Emphasis that is only a style becomes what it means; all other styles go. */
function styles(root: HTMLElement): void {
  for (const element of [...root.querySelectorAll("[style]")]) {
    const style = styleOf(element);
    element.removeAttribute("style");
    const hidden = style.get("display") === "none" || style.get("mso-hide") === "all";
    if (hidden) {
      element.remove();
      continue;
    }
    // What is a block says how all of it looks, which is the paper's own business.
    if (!/^(?:span|a|b|strong|i|em|u|s|font|code|small|big|cite)$/.test(element.localName)) continue;
    const inLink = element.closest("a") !== null || element.querySelector("a") !== null;
    for (const [name, says] of EMPHASIS) {
      if (!says(style) || element.closest(name) || (name === "u" && inLink)) continue;
      const emphasis = root.ownerDocument.createElement(name);
      emphasis.append(...element.childNodes);
      element.append(emphasis);
    }
  }
  // A link is underlined already.
  for (const underline of root.querySelectorAll("a u")) unwrap(underline);
  for (const underline of root.querySelectorAll("u")) {
    const [only] = underline.children;
    if (only?.localName === "a" && underline.childNodes.length === 1) unwrap(underline);
  }
}

/** Tables that only arrange the page are none; a caption is kept. */
function tables(root: HTMLElement): void {
  for (const table of root.querySelectorAll("table")) {
    const caption = table.querySelector("caption");
    if (caption?.textContent?.trim()) table.setAttribute("data-caption", squeezed(caption.textContent));
    caption?.remove();
    for (const column of table.querySelectorAll("colgroup, col")) column.remove();
    const cells = table.querySelectorAll("td, th");
    if (cells.length > 1 && table.getAttribute("role") !== "presentation" && !table.querySelector("table")) {
      // What stands in a head of the table is a heading, whatever the program called it.
      for (const cell of table.querySelectorAll("thead td")) {
        const heading = rename(cell, "th");
        for (const name of ["colspan", "rowspan"]) {
          const value = cell.getAttribute(name);
          if (value) heading.setAttribute(name, value);
        }
      }
      continue;
    }
    const blocks = [...cells].filter((cell) => !cell.querySelector("td, th")).map((cell) => {
      const block = root.ownerDocument.createElement("div");
      block.append(...cell.childNodes);
      return block;
    });
    table.replaceWith(...blocks);
  }
}

function squeezed(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** A crosshead is strong by itself. */
function plainHeading(heading: Element): void {
  for (const strong of heading.querySelectorAll("b, strong")) unwrap(strong);
}

/** Two line ends in a row are a new paragraph; one between two blocks is nothing. */
function paragraphsOfBreaks(root: HTMLElement): void {
  for (const end of [...root.querySelectorAll("br")]) {
    const parent = end.parentElement;
    if (!parent) continue;
    const holdsBlocks = [...parent.children].some((child) => child.matches(BLOCKS));
    if (holdsBlocks || end.classList.contains("Apple-interchange-newline")) end.remove();
  }
  for (const block of [...root.querySelectorAll("p, div"), root]) {
    const breaks = [...block.children].filter((child) => child.localName === "br");
    const doubled = breaks.some((end) => isBreak(next(end)));
    if (!doubled) continue;
    const { ownerDocument } = block;
    const paragraphs: Element[] = [ownerDocument.createElement("p")];
    for (const child of [...block.childNodes]) {
      const last = paragraphs.at(-1);
      const blank = child.nodeType === 3 && (child.textContent ?? "").trim() === "" && last?.childNodes.length === 0;
      if (isBreak(child) && (isBreak(next(child)) || last?.childNodes.length === 0)) {
        if (last && last.childNodes.length > 0) paragraphs.push(ownerDocument.createElement("p"));
        child.remove();
      } else if (isBreak(child) && isBreak(previous(child))) {
        child.remove();
      } else if (!blank) {
        last?.append(child);
      }
    }
    if (block === root) root.replaceChildren(...paragraphs);
    else block.replaceWith(...paragraphs);
  }
}

function isBreak(node: Node | null): boolean {
  return node?.nodeType === 1 && (node as Element).localName === "br";
}

function next(node: Node): Node | null {
  let other = node.nextSibling;
  while (other && other.nodeType === 3 && (other.textContent ?? "").trim() === "") other = other.nextSibling;
  return other;
}

function previous(node: Node): Node | null {
  let other = node.previousSibling;
  while (other && other.nodeType === 3 && (other.textContent ?? "").trim() === "") other = other.previousSibling;
  return other;
}

/** Empty paragraphs were only distance. */
function removeEmpty(root: HTMLElement): void {
  for (const block of root.querySelectorAll("p, div, h1, h2, h3, h4, h5, h6, li, blockquote, figure, section, article")) {
    if (block.closest("td, th") === block.parentElement && block.parentElement?.matches("td, th")) continue;
    const says = (block.textContent ?? "").replace(/[\s\u00a0\u200b\ufeff]/gu, "") !== "";
    if (!says && block.querySelector("hr, figure[data-media], [data-embed]") === null && !block.matches("[data-media], [data-embed]")) block.remove();
  }
}

/** Reads the clipboard for the text, cleaning what did not come from the desk itself. */
export class ClipboardParser extends DOMParser {
  readonly #told: (left: LeftOut) => void;

  constructor(told: (left: LeftOut) => void) {
    super(schema, [...DOMParser.fromSchema(schema).rules]);
    this.#told = told;
  }

  override parseSlice(dom: globalThis.Node, options?: ParseOptions): Slice {
    const element = dom as HTMLElement;
    const ours = element.hasAttribute?.("data-pm-slice") || element.querySelector?.("[data-pm-slice]");
    if (ours) this.#told({ pictures: 0 });
    else this.#told(clean(element));
    return super.parseSlice(dom, options);
  }
}
