import { data, take } from './data.ts';
import { h } from './dom.ts';
import { places, show } from './router.ts';
import { themeButton } from './theme.ts';
import { banner } from './views/verification.ts';
import { printWhole } from './virtual-table.ts';
import { day } from './words.ts';

// What the data files call; the one name that this page gives to the world.
Object.assign(globalThis, { exhibitData: take });

const main = h('main', { id: 'main', tabindex: '-1' });
const navigation = h(
  'nav',
  { 'aria-label': 'Report' },
  h('ul', {}, ...places.map(({ href, name }) => h('li', {}, h('a', { href }, name)))),
);
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
      'div',
      { class: 'bar' },
      h(
        'p',
        { class: 'whose' },
        h('b', {}, data.organization),
        ` ${day(data.period.from)} – ${day(data.period.to)}`,
      ),
      themeButton(),
    ),
    navigation,
  ),
  banner(),
  main,
  h(
    'footer',
    {},
    'Made by Exhibit ',
    data.made.version,
    '. It works from disk and asks nothing of any network.',
  ),
  h('div', { id: 'live', class: 'hidden', role: 'status', 'aria-live': 'polite' }),
);
printWhole();
addEventListener('hashchange', () => void show(main, navigation, false));
void show(main, navigation, true);
