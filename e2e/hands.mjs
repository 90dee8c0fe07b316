// Somebody at a keyboard: every key is counted, and the caret goes only where keys take it.

/** How many keys a second somebody presses who knows the desk. */
export const KEYS_A_SECOND = 4;

export class Hands {
  keys = 0;

  constructor(page) {
    this.page = page;
  }

  async press(key, times = 1) {
    for (let turn = 0; turn < times; turn += 1) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(words) {
    this.keys += [...words].length;
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

  /** Goes to a block, from wherever the caret is in the text. */
  async toBlock(wanted) {
    for (let turn = 0; turn < 200; turn += 1) {
      const { block } = await this.caret();
      if (block === wanted) return;
      await this.press(block < wanted ? 'Control+ArrowDown' : 'Control+ArrowUp');
    }
    throw new Error(`no key leads to block ${wanted}`);
  }

  /** Moves the caret in its block to a place, by words as far as they go and by letters from there. */
  async to(place, shift = '') {
    for (let turn = 0; turn < 600; turn += 1) {
      const { at, from } = await this.caret();
      if (shift === '' && from !== at) {
        // An arrow ends the selection at the end that it points to.
        await this.press(place < at ? 'ArrowLeft' : 'ArrowRight');
        continue;
      }
      if (at === place) return;
      const far = Math.abs(place - at) > 2;
      await this.press(`${far ? 'Control+' : ''}${shift}${at < place ? 'ArrowRight' : 'ArrowLeft'}`);
    }
    throw new Error(`no key leads to the place ${place}`);
  }

  async select(block, from, to) {
    await this.toBlock(block);
    const { at } = await this.caret();
    if (Math.abs(at - from) <= Math.abs(at - to)) {
      await this.to(from);
      await this.to(to, 'Shift+');
    } else {
      await this.to(to);
      await this.to(from, 'Shift+');
    }
    // The editor hears of a selection a task later, which nobody's fingers can outrun but ours.
    await this.page.evaluate(() => new Promise((heard) => requestAnimationFrame(() => setTimeout(heard))));
  }
}
