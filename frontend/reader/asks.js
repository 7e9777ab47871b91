// The list of all questions: choose some of them by part, level and importance, open all that are shown.
import { ALL, choiceOf, fits, isAll, searchFor } from './ask.js';
import { idOf } from './fragment.js';

/** @type {HTMLElement | null} */
const form = document.querySelector('.ask-filter');

if (form) {
  const groups = [...document.querySelectorAll(/** @type {'div'} */ ('.asks'))].map(group => ({
    group,
    heading: /** @type {HTMLElement} */ (group.previousElementSibling),
    questions: [...group.querySelectorAll(/** @type {'details'} */ ('details'))].map(details => ({
      details,
      part: group.dataset.part ?? '',
      level: details.classList.contains('deep') ? 'deep' : 'basic',
      core: details.classList.contains('core'),
    })),
  }));
  const count = /** @type {HTMLElement} */ (form.querySelector('[role=status]'));
  const opener = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
  const [part, level] = /** @type {[HTMLSelectElement, HTMLSelectElement]} */ ([...form.querySelectorAll('select')]);
  const core = /** @type {HTMLInputElement} */ (form.querySelector('input'));
  const shown = () => groups.flatMap(({ questions }) => questions.filter(({ details }) => !details.hidden));
  const name = () => {
    opener.textContent = shown().some(({ details }) => !details.open) ? '답 모두 보기' : '답 모두 가리기';
  };

  const show = () => {
    const choice = { part: part.value, level: level.value, core: core.checked };
    for (const { group, heading, questions } of groups) {
      for (const question of questions) question.details.hidden = !fits(question, choice);
      const some = questions.some(({ details }) => !details.hidden);
      group.hidden = heading.hidden = !some && (questions.length > 0 || !isAll(choice)); // one has links alone
    }
    count.textContent = `질문 ${shown().length}개`;
    name();
    return choice;
  };
  /** @param {import('./ask.js').Choice} choice */
  const choose = choice => {
    part.value = choice.part;
    level.value = choice.level;
    if (part.selectedIndex < 0) part.value = ''; // an address from before a part was renamed
    if (level.selectedIndex < 0) level.value = '';
    core.checked = choice.core;
    return show();
  };
  const keep = () => history.replaceState(history.state, '', searchFor(show(), location.search) || location.pathname);

  // A link to a section that is not among the chosen ones asks for it all the same.
  const reveal = () => {
    const target = document.getElementById(idOf(location.hash));
    if (!target?.hidden) return;
    choose(ALL);
    target.scrollIntoView();
  };

  form.addEventListener('change', keep);
  opener.addEventListener('click', () => {
    const open = shown().some(({ details }) => !details.open);
    for (const { details } of shown()) details.open = open;
    name();
  });
  document.querySelector('article')?.addEventListener('toggle', name, true);
  addEventListener('hashchange', reveal);
  if (location.search) choose(choiceOf(location.search));
  delete document.documentElement.dataset.choice; // set by the head of the page (overrides/main.html)
  reveal();
}
