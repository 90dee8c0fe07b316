// Roles in words.
import type { EditionView, Grant, Role } from "../api/types";

/** A role, and where it holds, if not everywhere. */
export interface Told {
  role: Role;
  where: string | null;
}

/** Every grant with the names of its edition and section. */
export function told(grants: Grant[], editions: EditionView[]): Told[] {
  return grants.map(({ role, edition, section }) => {
    const known = editions.find((one) => one.code === edition);
    const within = known?.sections.find((one) => one.id === section)?.name ?? null;
    const name = edition === null ? null : (known?.name ?? edition);
    return { role, where: within === null ? name : `${name}, ${within}` };
  });
}

/** The grants without doubles; a role everywhere makes the same role somewhere needless. */
export function tidied(grants: Grant[]): Grant[] {
  const plain = grants.map(({ role, edition, section }) => ({ role, edition: edition || null, section: (edition && section) || null }));
  return plain.filter((grant, index) => {
    const covers = (other: Grant): boolean => other.role === grant.role && (other.edition === null || (other.edition === grant.edition && (other.section === null || other.section === grant.section)));
    return !plain.some((other, at) => at !== index && covers(other) && (at < index || !equal(other, grant)));
  });
}

function equal(one: Grant, other: Grant): boolean {
  return one.role === other.role && one.edition === other.edition && one.section === other.section;
}
