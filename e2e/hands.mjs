// Somebody at a keyboard: every key is counted, and the caret goes only where keys take it.

/** How many keys a second somebody presses who knows the desk. */
export const KEYS_A_SECOND = 4;

/** How many letters a line of the text has, about. */
const A_LINE = 80;

export class Hands {
  keys = 0;
  /** The keys by what they were for. */
  spent = {};
  now = 'choosing';

  constructor(page) {
    this.page = page;
  }

  count(keys) {
    this.keys += keys;
    this.spent[this.now] = (this.spent[this.now] ?? 0) + keys;
  }

  /** What `act` presses, put down as keys for `what`. */
  async at(what, act) {
    const before = this.now;
    this.now = what;
    try {
      return await act();
    } finally {
      this.now = before;
    }
  }

  async press(key, times = 1) {
    for (let turn = 0; turn < times; turn += 1) {
      this.count(1);
      await this.page.keyboard.press(key);
    }
  }

  async type(words) {
    this.count([...words].length);
    await this.page.keyboard.type(words);
  }

  /** How long it takes to press that many keys, in minutes. */
  get minutes() {
    return this.keys / KEYS_A_SECOND / 60;
  }

  /** Where the caret is: in which block of words, and how many letters from its beginning. */
  async caret() {
    return this.page.evaluate(() => {
      const { focusNode, focusOffset, anchorNode, anchorOffset } = getSelection();
      const blocks = [...document.querySelectorAll('.text :is(p, h1, h2, h3, h4, h5, h6, pre, figcaption)')].filter((block) => block.isContentEditable);
      const element = focusNode?.nodeType === 3 ? focusNode.parentElement : focusNode;
      const block = element?.closest?.('p, h1, h2, h3, h4, h5, h6, pre, figcaption');
      const at = (node, offset) => {
        const range = document.createRange();
        range.setStart(block, 0);
        range.setEnd(node, offset);
        return range.toString().length;
      };
      return block ? { block: blocks.indexOf(block), at: at(focusNode, focusOffset), from: block.contains(anchorNode) ? at(anchorNode, anchorOffset) : null } : null;
    });
  }

  /** Whether the block has a line beneath the caret, or above it. */
  async hasLine(way) {
    return this.page.evaluate((way) => {
      const { focusNode, focusOffset } = getSelection();
      const element = focusNode.nodeType === 3 ? focusNode.parentElement : focusNode;
      const block = element.closest('p, h1, h2, h3, h4, h5, h6, pre, figcaption').getBoundingClientRect();
      const range = document.createRange();
      range.setStart(focusNode, focusOffset);
      const caret = range.getBoundingClientRect();
      if (caret.height === 0) return false;
      return way > 0 ? block.bottom - caret.bottom > caret.height : caret.top - block.top > caret.height;
    }, way);
  }

  /** Goes to a block, from wherever the caret is in the text. */
  async toBlock(wanted) {
    for (let turn = 0; turn < 200; turn += 1) {
      const { block } = await this.caret();
      if (block === wanted) return;
      await this.press(block < wanted ? 'Control+ArrowDown' : 'Control+ArrowUp');
    }
    throw new Error(`no key leads to block ${wanted}`);
  }

  /** Moves the caret in its block to a place: by lines while one is nearer, by words as far as they go and by letters from there. */
  async to(place, shift = '') {
    const { block } = await this.caret();
    /** Which way the lines went; nobody goes back and forth by lines. */
    let lines = 0;
    for (let turn = 0; turn < 600; turn += 1) {
      const { at, from, block: here } = await this.caret();
      if (here !== block) {
        // The last line of the block was left.
        lines = NaN;
        await this.press(`${shift}${here < block ? 'ArrowDown' : 'ArrowUp'}`);
        continue;
      }
      if (shift === '' && from !== at) {
        // An arrow ends the selection at the end that it points to.
        await this.press(place < at ? 'ArrowLeft' : 'ArrowRight');
        continue;
      }
      if (at === place) return;
      const way = Math.sign(place - at);
      if (Math.abs(place - at) > A_LINE / 2 && (lines === 0 || lines === way) && (await this.hasLine(way))) {
        lines = way;
        await this.press(`${shift}${at < place ? 'ArrowDown' : 'ArrowUp'}`);
        continue;
      }
      const far = Math.abs(place - at) > 2;
      await this.press(`${far ? 'Control+' : ''}${shift}${at < place ? 'ArrowRight' : 'ArrowLeft'}`);
    }
    throw new Error(`no key leads to the place ${place}`);
  }

  async select(block, from, to) {
    await this.at('going there', async () => {
      await this.toBlock(block);
      const { at } = await this.caret();
      await this.to(Math.abs(at - from) <= Math.abs(at - to) ? from : to);
    });
    await this.at('selecting', async () => {
      const { at } = await this.caret();
      await this.to(at === from ? to : from, 'Shift+');
    });
    // The editor hears of a selection a task later, which nobody's fingers can outrun but ours.
    await this.page.evaluate(() => new Promise((heard) => requestAnimationFrame(() => setTimeout(heard))));
  }
}
