// What the desk's API takes and gives, by the names that the screens use. The shapes are made of the API's own document.
import { actNameValues, creditRoleValues, eventRoleValues, howValues, itemKindValues, kindValues, predicateValues, roleValues, standingValues, storylineStateValues, type components } from "./schema";

type Schemas = components["schemas"];

/** A moment, RFC 3339 in UTC. */
export type Timestamp = string;

export type Role = Schemas["Role"];
export const ROLES: readonly Role[] = roleValues;
export type Grant = Schemas["Grant"];
export type Kind = Schemas["Kind"];
export const KINDS: readonly Kind[] = kindValues;
export type Direction = Schemas["Direction"];

export type EditionView = Schemas["EditionView"];
export type Newsroom = Schemas["Newsroom"];
export type Door = Schemas["Door"];
/** Somebody at work. */
export type Present = Schemas["PersonHere"];

export type Summary = Schemas["Summary"];
/** A line of the list. */
export type Line = Schemas["Line"];
export type List = Schemas["List"];

export type CreditRole = Schemas["CreditRole"];
export const CREDIT_ROLES: readonly CreditRole[] = creditRoleValues;
export type Credit = Schemas["Credit"];
export type LeadPicture = Schemas["LeadPicture"];
export type TextNode = Schemas["TextNode"];
export type Content = Schemas["Content"];

export type Act = Schemas["ActName"];
export const ACTS: readonly Act[] = actNameValues;
export type Possible = Schemas["Possible"];
export type CorrectionKind = Schemas["CorrectionKind"];
export type RevisionView = Schemas["RevisionView"];
export type ArticleView = Schemas["ArticleView"];
export type StoryAsked = Schemas["StoryAsked"];

export type Reply = Schemas["ReplyView"];
export type Comment = Schemas["CommentView"];
/** Another language of the same story. */
export type Sibling = Schemas["SiblingView"];
export type Source = Schemas["Source"];
/** What became of a part of the source since it was translated. */
export type SourceChange = Schemas["PartChange"];
/** What the page costs a reader. */
export type Weight = Schemas["PriceTag"];
/** A run of words in the difference of two versions. */
export type Run = Schemas["Run"];
export type Difference = Schemas["Difference"];
export type Author = Schemas["AuthorView"];
export type Topic = Schemas["TopicView"];

/** Something that stories speak of. */
export type Item = Schemas["ItemView"];
export type ItemAsked = Schemas["ItemAsked"];
export type ItemKind = Schemas["ItemKind"];
export const ITEM_KINDS: readonly ItemKind[] = itemKindValues;
export type Facts = Schemas["Facts"];
export type When = Schemas["When"];
/** One who passed a claim on. */
export type Hop = Schemas["Hop"];
export type How = Schemas["How"];
export const HOWS: readonly How[] = howValues;
export type Participant = Schemas["Participant"];
export const EVENT_ROLES: readonly Participant["role"][] = eventRoleValues;
export const PREDICATES: readonly Schemas["Predicate"][] = predicateValues;
export const STANDINGS: readonly Schemas["Standing"][] = standingValues;
export const STORYLINE_STATES: readonly Schemas["StorylineState"][] = storylineStateValues;
export type ItemUse = Schemas["ItemUse"];
/** Something to look at before a text goes out. */
export type Flag = Schemas["FlagView"];

export type Me = Schemas["Me"];
/** A question for the browser's passkeys. */
export type Question = Schemas["Question"];
export type Totp = Schemas["Enrolment"];
export type PersonView = Schemas["OneOfUs"];
/** A link to be handed over. */
export type PersonLink = Schemas["PersonLink"];
export type People = Schemas["People"];
/** A page of the log. */
export type Audit = Schemas["Log"];
export type AuditLine = Schemas["AuditLine"];

export type Focal = Schemas["Focal"];
export type Picture = Schemas["PictureView"];
export type PictureUse = Schemas["UseView"];
export type CampaignUse = Schemas["CampaignUse"];

export type Campaign = Schemas["CampaignView"];
export type Campaigns = Schemas["Campaigns"];
export type Creative = Schemas["CreativeView"];
export type CampaignReport = Schemas["CampaignReport"];
/** A place for advertisements that the theme has. */
export type Slot = Schemas["SlotView"];
export type SectionChoice = Schemas["SectionChoice"];

export type Task = Schemas["TaskView"];
export type FrontName = Schemas["FrontView"];
export type Placement = Schemas["PlacementView"];
export type Front = Schemas["Arrangement"];

export type SocialLink = Schemas["SocialLink"];
export type AppLink = Schemas["AppLink"];
export type Edition = Schemas["Edition"];
export type Section = Schemas["SectionSettings"];
export type Settings = Schemas["Settings"];

/** What readers read. */
export type Statistics = Schemas["Statistics"];
export const SPANS = ["now", "day", "week", "month"] as const;
/** Over how long. */
export type Span = (typeof SPANS)[number];
