import { expect, test } from '@jest/globals';
import { deafness, type Listener } from '../../lib/alerts/listeners.ts';

const ana = 'ana@fathom.example';
const hearing: Listener = { address: ana, isConfirmed: true, isHeld: true };

test.each<[what: string, listeners: Listener[], found: ReturnType<typeof deafness>]>([
  ['hears for good', [hearing], null],
  ['is written in other letters', [{ ...hearing, address: 'Ana@Fathom.example' }], null],
  ['was never subscribed, or ended it', [], { unheard: 1, loose: 0 }],
  ['has not confirmed', [{ ...hearing, isConfirmed: false, isHeld: false }], { unheard: 1, loose: 0 }],
  [
    'confirmed by the link, which anything that opens links can undo',
    [{ ...hearing, isHeld: false }],
    { unheard: 0, loose: 1 },
  ],
  ['is another person', [{ ...hearing, address: 'ben@fathom.example' }], { unheard: 1, loose: 0 }],
])('Who is to be told and %s', (_, listeners, found) => {
  expect(deafness([ana], listeners)).toEqual(found);
});
