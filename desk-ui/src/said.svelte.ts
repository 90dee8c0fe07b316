// What the desk says aloud: one short sentence, shown for a moment and read out by screen readers.

class Said {
  text = $state("");
}

export const said = new Said();

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a sentence. The same sentence twice is said twice. */
export function say(sentence: string): void {
  clearTimeout(timer);
  said.text = "";
  // Screen readers notice a change of text, so the place has to be empty in between.
  setTimeout(() => {
    said.text = sentence;
  }, 30);
  timer = setTimeout(() => {
    said.text = "";
  }, Math.max(4000, sentence.length * 90));
}
