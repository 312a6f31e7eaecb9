import { data, take } from './data.ts';
import { h } from './dom.ts';
import { finder } from './find.ts';
import { keysButton, listenToKeys } from './keys.ts';
import { navigation as contentsOfReport } from './navigation.ts';
import { show } from './router.ts';
import { day } from './texts.ts';
import { themeButton } from './theme.ts';
import { numberPages } from './views/print.ts';
import { banner } from './views/verification.ts';
import { printWhole } from './virtual-table.ts';

// What the data files call; the one name that this page gives to the world.
Object.assign(globalThis, { exhibitData: take });

const main = h('main', { id: 'main', tabindex: '-1' });
const navigation = contentsOfReport();
// On a wide page the contents always stand open; on a narrow one they are opened.
const wide = matchMedia('(min-width: 1181px)');
const contents = h(
  'details',
  { class: 'contents', open: wide.matches },
  h('summary', {}, 'Contents'),
  navigation,
);
wide.addEventListener('change', ({ matches }) => contents.toggleAttribute('open', matches));
navigation.addEventListener('click', () => {
  if (!wide.matches) contents.open = false;
});
const toMain = (event: Event): void => {
  event.preventDefault();
  main.focus();
};
document.body.append(
  h('a', { class: 'skip', href: '#main', on: { click: toMain } }, 'To the content'),
  h(
    'header',
    {},
    h(
      'p',
      { class: 'whose' },
      h('b', {}, data.organization),
      ' ',
      h('span', {}, `${day(data.period.from)} – ${day(data.period.to)}`),
    ),
    finder(),
    contents,
    h('div', { class: 'ends-rail' }, themeButton(), keysButton()),
  ),
  h(
    'div',
    { class: 'page' },
    banner(),
    main,
    h(
      'footer',
      {},
      'Made by Exhibit ',
      data.made.version,
      '. It works from disk and asks nothing of any network.',
    ),
  ),
  h('div', { id: 'live', class: 'hidden', role: 'status', 'aria-live': 'polite' }),
);
// Whoever opens a running locker asks how it stands now.
if (data.opened && location.hash === '') history.replaceState(null, '', '#/today');
printWhole();
listenToKeys();
addEventListener('beforeprint', numberPages);
addEventListener('hashchange', () => void show(main, navigation, false));
void show(main, navigation, true);
