// What the desk calls things, and how it tells the time.

const DESK = { draft: 'Draft', in_review: 'In review', approved: 'Approved' };

export const KINDS = { news: 'News', brief: 'Brief', analysis: 'Analysis', opinion: 'Opinion', interview: 'Interview', live: 'Live coverage', card: 'Background card', sponsored: 'Sponsored', page: 'Standing page' };

/** The states of the list, in the order of an article's life, and what an empty list teaches. */
export const STATES = [
  { state: '', name: 'Everything', empty: 'No article yet. Press “New story” and write the first one: a headline is enough to begin.' },
  { state: 'draft', name: 'Draft', empty: 'Nobody is writing. A draft appears here as soon as it is saved, and leaves when it is sent to review.' },
  { state: 'in_review', name: 'In review', empty: 'Nothing waits to be read. Writers send a text here with “Send to review”; an editor then approves it or returns it.' },
  { state: 'approved', name: 'Approved', empty: 'No approved text waits to be published. An approval holds for one text only: whoever changes it needs a new one.' },
  { state: 'scheduled', name: 'Scheduled', empty: 'Nothing is scheduled. Open an approved article and choose “Schedule” to have it published at a moment to come.' },
  { state: 'live', name: 'Live', empty: 'Readers have nothing yet. Approve a text, then publish it.' },
  { state: 'withdrawn', name: 'Withdrawn', empty: 'Nothing was withdrawn. A withdrawn article answers readers with the note that says why.' },
  { state: 'held', name: 'Held', empty: 'Nothing is closed for legal reasons. That takes two people, one of them with the legal role.' },
];

/** What readers have and how far the newsroom is, in a word or two, with the colour of its dot. */
export function stateOf(article) {
  const { public: shown, desk, draft, scheduled } = article;
  if (shown.state === 'held') return { dot: 'held', words: 'Held for legal reasons' };
  if (shown.state === 'live') {
    if (shown.revision === draft) return { dot: 'live', words: 'Live' };
    return { dot: 'live', words: `Live, newer text ${DESK[desk].toLowerCase()}` };
  }
  if (scheduled) return { dot: 'review', words: 'Scheduled' };
  if (shown.state === 'withdrawn') return { dot: 'held', words: 'Withdrawn' };
  return { dot: desk === 'in_review' ? 'review' : desk === 'approved' ? 'ready' : 'draft', words: DESK[desk] };
}

/** A moment by the clocks of an edition, with its zone. */
export function moment(at, timeZone) {
  const options = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone, timeZoneName: 'short' };
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(at));
}

/** How many words a text has, as its language counts them. */
export function countWords(text, language) {
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(text);
  let count = 0;
  for (const { isWordLike } of segments) if (isWordLike) count += 1;
  return count;
}
