// The desk's addresses: which screen each one shows.

/** What an address under `/desk` shows. */
export type Route =
  | { screen: "list" }
  | { screen: "first" }
  | { screen: "sign-in" }
  | { screen: "invitation" }
  | { screen: "reset" }
  | { screen: "article"; id: string }
  | { screen: "pictures"; id: string | null }
  | { screen: "campaigns"; id: string | null }
  | { screen: "items"; id: string | null }
  | { screen: "fronts" }
  | { screen: "front"; edition: string; list: string }
  | { screen: "tasks" }
  | { screen: "people" }
  | { screen: "audit" }
  | { screen: "readers" }
  | { screen: "settings" }
  | { screen: "me" }
  | { screen: "nowhere" };

/** The folder that the desk's addresses have in common. */
export const BASE = "/desk";

/** Screens whose address is one word. */
const SINGLE = ["first", "sign-in", "invitation", "reset", "fronts", "tasks", "people", "audit", "readers", "settings", "me"] as const;

/** Reads an address such as `/desk/articles/12`. */
export function routeOf(pathname: string): Route {
  if (pathname !== BASE && !pathname.startsWith(`${BASE}/`)) return { screen: "nowhere" };
  const parts = pathname.slice(BASE.length).split("/").filter((part) => part !== "").map(decoded);
  const [first, second, third, more] = parts;
  if (more !== undefined) return { screen: "nowhere" };
  if (first === undefined) return { screen: "list" };
  if (second === undefined) {
    if (first === "pictures" || first === "campaigns" || first === "items") return { screen: first, id: null };
    const single = SINGLE.find((word) => word === first);
    return { screen: single ?? "nowhere" };
  }
  if (third === undefined) {
    if (first === "articles") return { screen: "article", id: second };
    if (first === "pictures" || first === "campaigns" || first === "items") return { screen: first, id: second };
    return { screen: "nowhere" };
  }
  if (first === "fronts") return { screen: "front", edition: second, list: third };
  return { screen: "nowhere" };
}

/** Writes an address: `to("articles", id)` is `/desk/articles/12`. */
export function to(...parts: string[]): string {
  return [BASE, ...parts.map(encodeURIComponent)].join("/");
}

/** Whether the screen is there for people who are not signed in. */
export function isDoor(route: Route): boolean {
  return ["first", "sign-in", "invitation", "reset"].includes(route.screen);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
