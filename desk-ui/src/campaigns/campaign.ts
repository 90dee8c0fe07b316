// What a campaign is at this moment, and what its form sends.
import type { Campaign, CampaignReport, Creative } from "../api/types";
import { number } from "../words/words.svelte";

/** How a campaign stands for whoever looks: its state, and what the clock makes of it. */
export function standing(campaign: Pick<Campaign, "state" | "from" | "until">, now = Date.now()): "draft" | "waits" | "runs" | "over" | "paused" | "ended" {
  if (campaign.state !== "running") return campaign.state;
  if (Date.parse(campaign.from) > now) return "waits";
  return Date.parse(campaign.until) > now ? "runs" : "over";
}

/** How many of those who saw something followed it, in percent; nothing while nobody saw it. */
export function rate(clicks: number, impressions: number): string {
  if (impressions === 0) return "";
  return number(clicks / impressions, { style: "percent", maximumFractionDigits: 2 });
}

/** An advertisement while it is written. */
export interface Draft {
  id: string | null;
  slot: string;
  editions: string[];
  href: string;
  is: "picture" | "html";
  media: string | null;
  alt: Record<string, string>;
  html: string;
}

/** A new advertisement in this slot. */
export function draft(slot: string, languages: string[]): Draft {
  return { id: null, slot, editions: [], href: "", is: "picture", media: null, alt: words({}, languages), html: "" };
}

/** An advertisement as its form shows it. */
export function drafted(creative: Creative, languages: string[]): Draft {
  const { id, slot, editions, href, media, alt, html } = creative;
  return { id, slot, editions: [...editions], href, is: media === null ? "html" : "picture", media, alt: words(alt, languages), html: html ?? "" };
}

function words(alt: Record<string, string>, languages: string[]): Record<string, string> {
  return Object.fromEntries([...new Set([...languages, ...Object.keys(alt)])].map((code) => [code, alt[code] ?? ""]));
}

/** An advertisement as it is sent. */
export function sent({ id, slot, editions, href, is, media, alt, html }: Draft) {
  const picture = is === "picture" && media !== null;
  return { id, slot, editions, href: href.trim(), media: picture ? media : null, alt: picture ? alt : {}, html: picture ? null : html };
}

/** What was counted on one day, or of one advertisement. */
export interface Sum {
  key: string;
  impressions: number;
  clicks: number;
  bots: number;
}

/** A report put together by day or by advertisement, in the order in which they come up. */
export function sums(report: CampaignReport, by: "day" | "creative"): Sum[] {
  const found = new Map<string, Sum>();
  for (const row of report.rows) {
    const sum = found.get(row[by]) ?? { key: row[by], impressions: 0, clicks: 0, bots: 0 };
    found.set(row[by], { key: row[by], impressions: sum.impressions + row.impressions, clicks: sum.clicks + row.clicks, bots: sum.bots + row.bots });
  }
  return [...found.values()];
}

/** Every day from the first to the last one counted, those on which nobody came too. */
export function everyDay(counted: Sum[]): Sum[] {
  const first = counted[0];
  const last = counted[counted.length - 1];
  if (!first || !last) return [];
  const known = new Map(counted.map((sum) => [sum.key, sum]));
  const days: Sum[] = [];
  for (let at = Date.parse(first.key); at <= Date.parse(last.key); at += 86_400_000) {
    const key = new Date(at).toISOString().slice(0, 10);
    days.push(known.get(key) ?? { key, impressions: 0, clicks: 0, bots: 0 });
  }
  return days;
}
