// What the desk's API takes and gives.

/** A moment, RFC 3339 in UTC. */
export type Timestamp = string;

export type Role = "reporter" | "editor" | "publisher" | "translator" | "legal" | "advertising" | "admin";
export const ROLES: Role[] = ["reporter", "editor", "publisher", "translator", "legal", "advertising", "admin"];

/** A role, everywhere or only in an edition or one of its sections. */
export interface Grant {
  role: Role;
  edition: string | null;
  section: string | null;
}

export type Kind = "news" | "brief" | "analysis" | "opinion" | "interview" | "live" | "card" | "sponsored" | "page";
export const KINDS: Kind[] = ["news", "brief", "analysis", "opinion", "interview", "live", "card", "sponsored", "page"];

export type Direction = "ltr" | "rtl";

export interface SectionName {
  id: string;
  name: string;
}

/** An edition as the newsroom sees it. */
export interface EditionView {
  code: string;
  name: string;
  title: string;
  language: string;
  direction: Direction;
  timezone: string;
  sections: SectionName[];
}

/** The person at the screen. */
export interface Myself {
  id: string;
  name: string;
  email: string;
  grants: Grant[];
  second_factor?: boolean;
}

/** What every screen needs to know. */
export interface Newsroom {
  me: Myself;
  site: string;
  editions: EditionView[];
  must_enrol?: boolean;
  desk_language?: string | null;
}

/** What a stranger sees at the door. */
export interface Door {
  paper: string;
  language: string;
  first_owner: boolean;
  mail: boolean;
  oidc: { name: string } | null;
}

/** Somebody at work. */
export interface Present {
  account: string;
  name: string;
}

export type Public =
  | { state: "unpublished" }
  | { state: "live"; revision: number }
  | { state: "withdrawn"; at: Timestamp; note: string }
  | { state: "held"; at: Timestamp; order: string; was_live: number | null };

export type DeskState = "draft" | "in_review" | "approved";

/** A line of the list. */
export interface Summary {
  id: string;
  story: string;
  edition: string;
  section: string | null;
  kind: Kind;
  headline: string;
  slug: string;
  desk: DeskState;
  draft: number;
  public: Public;
  scheduled: { revision: number; at: Timestamp } | null;
  first_live_at: Timestamp | null;
  live_at: Timestamp | null;
  changed_at: Timestamp | null;
  version: number;
  people?: Present[];
  lag?: { source: string; blocks: number } | null;
  touched_at?: Timestamp | null;
  touched_by?: string | null;
}

export interface List {
  articles: Summary[];
  next: string | null;
}

export type CreditRole = "author" | "agency" | "translator" | "photographer";

export interface Credit {
  role: CreditRole;
  author?: string | null;
  name: string;
}

export interface LeadPicture {
  media: string;
  alt: string;
  caption?: string;
  credit?: string | null;
}

/** A node of a text, as ProseMirror writes it. */
export interface TextNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: TextNode[];
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
}

export interface Content {
  headline: string;
  standfirst?: string;
  dateline?: string | null;
  byline?: Credit[];
  lead?: LeadPicture | null;
  topics?: string[];
  body: TextNode;
}

export type Act = "write" | "review" | "return" | "approve" | "publish" | "schedule" | "unschedule" | "correct" | "fix" | "withdraw" | "hold" | "release";

export interface Possible {
  act: Act;
  possible: boolean;
  code?: string;
  why_not?: string;
}

export type CorrectionKind = "correction" | "clarification" | "update" | "retraction";

export interface RevisionView {
  number: number;
  kind: string;
  at: Timestamp;
  by: string | null;
  name: string | null;
  note: string;
  sealed: boolean;
}

export interface CorrectionView {
  id: string;
  kind: CorrectionKind;
  state: "published" | "pending" | "applied" | "not_needed";
  text: string;
  from: number;
  to: number | null;
  at: Timestamp;
}

/** An article with its newest text, its history, and what may be done with it now. */
export interface ArticleView extends Summary {
  address: string | null;
  embargo: Timestamp | null;
  sensitive: boolean;
  translated_from: { article: string; revision: number } | null;
  content: Content | null;
  revisions: RevisionView[];
  corrections: CorrectionView[];
  acts: Possible[];
}

/** Who one is and how one signs in. */
export interface Me {
  account: Myself;
  language: string | null;
  factors: { totp: boolean; recovery_left: number; passkeys: Passkey[] };
  sessions: SessionView[];
}

export interface Passkey {
  id: string;
  name: string;
  created_at: Timestamp;
  used_at: Timestamp | null;
}

export interface SessionView {
  id: string;
  device: string;
  created_at: Timestamp;
  seen_at: Timestamp;
  current: boolean;
}

/** A QR code: a path of dark squares in a square of this many units. */
export interface Square {
  size: number;
  path: string;
}

export interface Totp {
  secret: string;
  uri: string;
  qr: Square | null;
}

export interface PersonView {
  id: string;
  name: string;
  email: string;
  grants: Grant[];
  disabled_at: Timestamp | null;
  created_at: Timestamp;
  second_factor: boolean;
  seen_at: Timestamp | null;
}

export interface InvitationView {
  id: string;
  email: string;
  name: string;
  grants: Grant[];
  until: Timestamp;
  by: string | null;
}

export interface People {
  people: PersonView[];
  invitations: InvitationView[];
}

export interface Linked {
  link: string;
  mailed: boolean;
}

export interface AuditLine {
  number: number | string;
  at: Timestamp;
  account: string | null;
  name: string | null;
  act: string;
  object: string;
  detail: unknown;
}

export interface Audit {
  lines: AuditLine[];
  next: number | string | null;
  whole: boolean;
}

export interface Rights {
  holder?: string | null;
  licence?: string | null;
  until?: Timestamp | null;
  territory?: string | null;
}

export interface Focal {
  x: number;
  y: number;
}

export interface Picture {
  id: string;
  file_name: string;
  content_type: string;
  width: number;
  height: number;
  bytes: number;
  credit: string | null;
  rights: Rights | null;
  taken_at: string | null;
  place: string | null;
  alt: Record<string, string>;
  caption: Record<string, string>;
  focal: Focal | null;
  state: "working" | "ready" | "blocked";
  blocked_because: string | null;
  created_at: Timestamp;
  by: string | null;
  src: string;
  widths: number[];
}

export interface Pictures {
  pictures: Picture[];
  next: string | null;
}

export interface PictureUse {
  article: string;
  edition: string;
  headline: string;
  live: boolean;
}

export interface Task {
  correction: string;
  article: string;
  edition: string;
  headline: string;
  kind: CorrectionKind;
  text: string;
  from_edition: string;
  since: Timestamp;
}

export interface FrontName {
  edition: string;
  list: string;
  /** The section, where the list is one's. */
  name: string | null;
  may_arrange: boolean;
}

export interface Placement {
  article: string;
  headline: string;
  state: string;
  from: Timestamp | null;
  until: Timestamp | null;
}

export interface Front {
  placements: Placement[];
  newest: Summary[];
  turn: number | string;
}

export interface SocialLink {
  service: string;
  name: string;
  url: string;
}

export interface AppLink {
  store: string;
  name: string;
  url: string;
}

/** An edition and how it is made. */
export interface Edition {
  code: string;
  language: string;
  name: string;
  title: string;
  tagline: string;
  timezone: string;
  default: boolean;
  description: string;
  rights: string;
  founded: number | null;
  digits: "latn" | "arab";
  social: SocialLink[];
  app: AppLink[];
  advertisements: boolean;
}

export interface Section {
  id: string;
  edition: string;
  key: string;
  slug: string;
  name: string;
  /** Nothing keeps it out of the row of sections. */
  position: number | null;
}

export interface Settings {
  paper: { second_factor: "optional" | "required"; budget: number };
  editions: Edition[];
  sections: Section[];
}
