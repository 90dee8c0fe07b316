// From an empty paper to a correction that readers of both languages have: by mouse, and again by keyboard alone.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { openEmptyPaper, program } from '../newsroom.mjs';

const skip = existsSync(program) ? false : `the desk is not tested: there is no ${program}; build it, or name another by MASTHEAD_PROGRAM`;
if (skip) console.error(skip);

const PASSWORD = 'four words of no meaning';
const HEADLINE = 'Nine ships left the harbor';
const RUSSIAN = 'Девять кораблей вышли из гавани';
const NOTICE = 'It was eight ships, not nine.';
const RUSSIAN_NOTICE = 'Кораблей было восемь, а не девять.';

const named = (page, name, { role = 'button', dialog = false } = {}) => {
  const place = dialog ? page.getByRole('dialog') : page;
  return place.getByRole(role, { name, exact: typeof name === 'string' });
};
const heading = (page, name) => page.getByRole('heading', { name, level: 1, exact: true }).waitFor();
const state = (page, words) => page.locator('.top .state').filter({ hasText: words }).waitFor();
const settled = (page) => page.locator('.status[data-server="joined"][data-unsaved="false"]').waitFor();
const textShows = (page, words) => page.locator('.text').getByText(words).waitFor();

/** Presses Tab until what has this name has the focus. */
async function tabTo(page, name, options = {}) {
  const wanted = named(page, name, options);
  await wanted.first().waitFor();
  for (let turn = 0; turn < 150; turn += 1) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
  throw new Error(`Tab does not lead to the ${options.role ?? 'button'} ${name}; it is now at ${at}`);
}

const mouse = {
  name: 'by mouse',
  press: (page, name, options) => named(page, name, options).first().click(),
  async tab(page, name) {
    await panelOut(page, this);
    await named(page, name, { role: 'tab' }).click();
  },
  async fill(page, name, words, options) {
    await named(page, name, { role: 'textbox', ...options }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(words);
  },
  // The browser draws the list of a select outside the page, where no mouse of a test comes.
  choose: (page, name, option, options) => named(page, name, { role: 'combobox', ...options }).selectOption({ label: option }),
  writeIn: (page) => named(page, 'Text', { role: 'textbox' }).click(),
};

/** Beside two texts the panel is drawn over them when it is asked for. */
async function panelOut(page, hands) {
  const button = named(page, 'About this article');
  if ((await button.isVisible()) && (await button.getAttribute('aria-expanded')) === 'false') await hands.press(page, 'About this article');
}

const keyboard = {
  name: 'by keyboard alone',
  async press(page, name, options = {}) {
    await tabTo(page, name, options);
    await page.keyboard.press('Enter');
  },
  /** The tabs of the panel are one stop for Tab; arrows lead along them. */
  async tab(page, name) {
    await panelOut(page, this);
    const wanted = named(page, name, { role: 'tab' });
    if ((await wanted.getAttribute('aria-selected')) === 'true') return;
    const selected = page.getByRole('tab', { selected: true });
    await tabTo(page, (await selected.textContent()).trim(), { role: 'tab' });
    for (let turn = 0; turn < 4 && (await wanted.and(page.locator(':focus')).count()) === 0; turn += 1) await page.keyboard.press('ArrowRight');
    assert.equal(await wanted.getAttribute('aria-selected'), 'true');
  },
  async fill(page, name, words, options) {
    await tabTo(page, name, { role: 'textbox', ...options });
    await page.keyboard.press('Control+a');
    await page.keyboard.type(words);
  },
  async choose(page, name, option, options) {
    await tabTo(page, name, { role: 'combobox', ...options });
    const chosen = () => page.evaluate(() => document.activeElement?.selectedOptions?.[0]?.label);
    await page.keyboard.press('Home');
    for (let turn = 0; turn < 20 && (await chosen()) !== option; turn += 1) await page.keyboard.press('ArrowDown');
    assert.equal(await chosen(), option);
  },
  writeIn: (page) => tabTo(page, 'Text', { role: 'textbox' }),
};

/** Puts the caret at the beginning or the end of the text, or selects all of its only paragraph. */
async function caret(page, hands, place) {
  await hands.writeIn(page);
  await page.keyboard.press(place === 'end' ? 'Control+End' : 'Control+Home');
  if (place === 'all') await page.keyboard.press('Control+Shift+End');
}

/** A draft becomes what readers have; the review is asked for by one and given by another. */
async function approved(writer, editor, hands, open = async () => {}) {
  await settled(writer);
  await hands.press(writer, 'Send to review');
  await state(writer, 'In review');
  await open();
  await state(editor, 'In review');
  await hands.press(editor, 'Approve this text');
  await state(editor, 'Approved');
}

async function published(editor, hands) {
  await hands.press(editor, 'Publish');
  await hands.press(editor, 'Publish', { dialog: true });
  await editor.getByRole('dialog').waitFor({ state: 'detached' });
  await panelOut(editor, hands);
  await editor.getByRole('link', { name: 'See it as readers do' }).waitFor();
}

async function corrected(editor, hands, words) {
  await hands.tab(editor, 'Publishing');
  await panelOut(editor, hands);
  await hands.press(editor, 'Publish as a correction');
  await hands.choose(editor, 'What it is', 'Correction: something was wrong', { dialog: true });
  await hands.fill(editor, 'What readers are told', words, { dialog: true });
  await hands.press(editor, 'Publish as a correction', { dialog: true });
  await editor.getByRole('dialog').waitFor({ state: 'detached' });
  await editor.locator('#said').filter({ hasText: 'The correction is published.' }).waitFor();
}

/** Opens an article from the list of stories. */
async function openStory(page, hands, headline) {
  await hands.press(page, 'Stories', { role: 'link' });
  await heading(page, 'Stories');
  await hands.press(page, new RegExp(headline), { role: 'link' });
  await page.locator('.text[contenteditable="true"]').waitFor();
  await settled(page);
}

async function walk(t, hands) {
  const paper = await openEmptyPaper(['en', 'ru']);
  t.after(() => paper.close());
  const ana = await paper.screen();
  const davit = await paper.screen();
  const reader = await paper.screen();
  const pages = [ana, davit, reader];
  for (const page of pages) page.setDefaultTimeout(15_000);
  let link;
  let broken = false;
  // Each step stands on the one before it, so that the first failure ends the walk.
  const step = (name, run) => t.test(name, { skip: broken && 'a step before it failed' }, async () => {
    broken = true;
    await run();
    broken = false;
  });

  await step('the printed link makes the owner', async () => {
    assert.ok(paper.firstLink, 'the server printed a link');
    await ana.goto(paper.firstLink);
    await hands.fill(ana, 'Your name', 'Ana Beridze');
    await hands.fill(ana, 'E-mail', 'ana@paper.example');
    await hands.fill(ana, 'Password', PASSWORD);
    await hands.press(ana, 'Begin');
    await ana.getByText('No story yet').waitFor();
  });

  await step('a second person is invited and comes in', async () => {
    await hands.press(ana, 'People', { role: 'link' });
    await heading(ana, 'People');
    await hands.press(ana, 'Invite');
    await hands.fill(ana, 'E-mail', 'davit@paper.example', { dialog: true });
    await hands.fill(ana, 'Name', 'Davit Aslanyan', { dialog: true });
    await hands.choose(ana, 'Role', 'Publisher', { dialog: true });
    await hands.press(ana, 'Invite', { dialog: true });
    link = await named(ana, 'Link', { role: 'textbox', dialog: true }).inputValue();
    await hands.press(ana, 'Done', { dialog: true });
    await davit.goto(link);
    await hands.fill(davit, 'Password', PASSWORD);
    await hands.press(davit, 'Begin');
    await heading(davit, 'Stories');
    assert.equal(await davit.getByRole('link', { name: 'People', exact: true }).count(), 0, 'a publisher does not see the people');
  });

  await step('both write in one paragraph, and both texts are there', async () => {
    await hands.press(ana, 'New story');
    await hands.fill(ana, 'Headline', HEADLINE, { dialog: true });
    await hands.choose(ana, 'Edition', 'English', { dialog: true });
    const section = await named(ana, 'Section', { role: 'combobox', dialog: true }).locator('option').nth(1).textContent();
    await hands.choose(ana, 'Section', section, { dialog: true });
    await hands.press(ana, 'Begin writing', { dialog: true });
    await ana.locator('.text[contenteditable="true"]').waitFor();
    await caret(ana, hands, 'start');
    await ana.keyboard.type('Nine ships left.');
    await settled(ana);
    await openStory(davit, hands, HEADLINE);
    await textShows(davit, 'Nine ships left.');
    await caret(ana, hands, 'start');
    await caret(davit, hands, 'end');
    await Promise.all([
      ana.keyboard.type('Ana was at the harbor. ', { delay: 12 }),
      davit.keyboard.type(' Davit counted them.', { delay: 14 }),
    ]);
    for (const page of [ana, davit]) {
      await page.waitForFunction((words) => {
        const text = document.querySelector('.text')?.cloneNode(true);
        for (const caret of text?.querySelectorAll('.caret') ?? []) caret.remove();
        return text?.textContent === words;
      }, 'Ana was at the harbor. Nine ships left. Davit counted them.');
      await settled(page);
    }
  });

  await step('it is reviewed, approved and published', async () => {
    await approved(ana, davit, hands);
    await published(davit, hands);
    link = await davit.getByRole('link', { name: 'See it as readers do' }).getAttribute('href');
  });

  await step('a reader without an account finds it', async () => {
    await reader.goto('/en/');
    await hands.press(reader, HEADLINE, { role: 'link' });
    await heading(reader, HEADLINE);
    assert.equal(new URL(reader.url()).pathname, new URL(link, paper.url).pathname);
    await reader.getByText('Ana was at the harbor. Nine ships left. Davit counted them.').waitFor();
    assert.deepEqual(await reader.context().cookies(), []);
  });

  await step('a Russian translation is begun, written and published', async () => {
    await hands.tab(ana, 'Languages');
    await hands.press(ana, 'Begin a translation Русский');
    await ana.getByRole('complementary', { name: 'The text it was translated from' }).waitFor();
    await ana.locator('.text[contenteditable="true"]').waitFor();
    await settled(ana);
    await hands.fill(ana, 'Headline', RUSSIAN);
    await caret(ana, hands, 'all');
    await ana.keyboard.type('Вышли девять кораблей. Давид их сосчитал.');
    await settled(ana);
    await hands.tab(ana, 'Publishing');
    const section = named(ana, 'Section', { role: 'combobox' });
    // A section of the same key is taken over; where there is none, somebody chooses.
    if ((await section.inputValue()) === '') await hands.choose(ana, 'Section', await section.locator('option').nth(1).textContent());
    // The list names an article as its newest version does, which a review makes.
    await approved(ana, davit, hands, () => openStory(davit, hands, RUSSIAN));
    await published(davit, hands);
    await reader.goto('/ru/');
    await hands.press(reader, RUSSIAN, { role: 'link' });
    await heading(reader, RUSSIAN);
    await reader.getByText('Вышли девять кораблей.').waitFor();
  });

  await step('the English is corrected, and readers are told', async () => {
    await openStory(ana, hands, HEADLINE);
    await openStory(davit, hands, HEADLINE);
    await hands.fill(ana, 'Headline', HEADLINE.replace('Nine', 'Eight'));
    await caret(ana, hands, 'all');
    await ana.keyboard.type('Ana was at the harbor. Eight ships left. Davit counted them.');
    await textShows(davit, 'Eight ships left.');
    await approved(ana, davit, hands);
    await corrected(davit, hands, NOTICE);
    await reader.goto(link);
    await heading(reader, HEADLINE.replace('Nine', 'Eight'));
    await reader.getByRole('region', { name: 'Corrections' }).getByText(NOTICE).waitFor();
  });

  await step('the correction waits in the Russian, whose source shows what changed', async () => {
    for (const page of [ana, davit]) {
      await hands.press(page, /^Tasks/, { role: 'link' });
      await heading(page, 'Tasks');
      await page.getByText(NOTICE).waitFor();
      await hands.press(page, 'Open the text', { role: 'link' });
      await page.locator('.text[contenteditable="true"]').waitFor();
      await settled(page);
    }
    const source = ana.getByRole('complementary', { name: 'The text it was translated from' });
    await source.getByText('Changed since').first().waitFor();
    await source.locator('ins').filter({ hasText: 'Eight' }).first().waitFor();
  });

  await step('a correction of the Russian closes the task', async () => {
    await hands.fill(ana, 'Headline', RUSSIAN.replace('Девять', 'Восемь'));
    await caret(ana, hands, 'all');
    await ana.keyboard.type('Вышли восемь кораблей. Давид их сосчитал.');
    await settled(ana);
    await hands.press(ana, 'Mark as brought up to date');
    await ana.getByText('in step', { exact: true }).first().waitFor();
    await textShows(davit, 'Вышли восемь кораблей.');
    await approved(ana, davit, hands);
    await corrected(davit, hands, RUSSIAN_NOTICE);
    await hands.press(davit, /^Tasks/, { role: 'link' });
    await davit.getByText('Nothing waits').waitFor();
  });

  await step('both pages show their correction', async () => {
    await reader.goto('/ru/');
    await hands.press(reader, RUSSIAN.replace('Девять', 'Восемь'), { role: 'link' });
    await heading(reader, RUSSIAN.replace('Девять', 'Восемь'));
    await reader.locator('.corrections').getByText(RUSSIAN_NOTICE).waitFor();
    assert.equal(await reader.getByText(NOTICE).count(), 0);
    await reader.goto('/en/');
    await hands.press(reader, HEADLINE.replace('Nine', 'Eight'), { role: 'link' });
    await reader.locator('.corrections').getByText(NOTICE).waitFor();
    for (const page of pages) assert.deepEqual(page.complaints, []);
  });
}

for (const hands of [mouse, keyboard]) {
  test(`a story goes from an empty paper to a correction in two languages, ${hands.name}`, { skip, timeout: 600_000 }, (t) => walk(t, hands));
}
