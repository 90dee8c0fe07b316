// Where in the desk one is: the address bar, kept in step with the screen.
import { BASE, routeOf, type Route } from "./route";

/** The present place, for templates to follow. */
class Place {
  #pathname = $state(location.pathname);
  #search = $state(location.search);
  #route = $derived(routeOf(this.#pathname));

  /** Whether one came here by a link inside the desk, so that the screen's title should take the focus. */
  moved = false;

  get route(): Route {
    return this.#route;
  }

  get pathname(): string {
    return this.#pathname;
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.#search);
  }

  /** Reads the address bar again. */
  look(): void {
    this.#pathname = location.pathname;
    this.#search = location.search;
  }
}

export const place = new Place();

type Guard = () => boolean;
let guard: Guard | null = null;

/** Asks before one leaves the screen: while `mayLeave` says no, links inside the desk do nothing. Returns how to stop asking. */
export function askBeforeLeaving(mayLeave: Guard): () => void {
  guard = mayLeave;
  return () => {
    if (guard === mayLeave) guard = null;
  };
}

/** Goes to another address of the desk. */
export function go(address: string, { replace = false }: { replace?: boolean } = {}): void {
  const leaves = new URL(address, location.href).pathname !== location.pathname;
  if (leaves && guard && !guard()) return;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  place.moved = true;
  place.look();
  if (leaves) scrollTo(0, 0);
}

/** Changes what stands after the question mark, and stays where one is. */
export function ask(changes: Record<string, string | null>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") query.delete(name);
    else query.set(name, value);
  }
  const search = query.size > 0 ? `?${query}` : "";
  history.replaceState(null, "", `${location.pathname}${search}${location.hash}`);
  place.look();
}

/** Lets links inside the desk change the screen without loading the page again. */
export function followLinks(): () => void {
  const onclick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const anchor = event.target instanceof Element ? event.target.closest("a") : null;
    if (!anchor || anchor.target !== "" || anchor.hasAttribute("download") || anchor.origin !== location.origin) return;
    const samePage = anchor.pathname === location.pathname && anchor.search === location.search && anchor.hash !== "";
    const inside = anchor.pathname === BASE || anchor.pathname.startsWith(`${BASE}/`);
    const file = /^\/desk\/(api|ui)\//.test(anchor.pathname);
    if (samePage || !inside || file) return;
    event.preventDefault();
    go(anchor.pathname + anchor.search + anchor.hash);
  };
  const onpopstate = (): void => {
    place.moved = true;
    place.look();
  };
  document.addEventListener("click", onclick);
  addEventListener("popstate", onpopstate);
  return () => {
    document.removeEventListener("click", onclick);
    removeEventListener("popstate", onpopstate);
  };
}
