import { assumed, billedSeconds, itemsOf } from './bill.ts';
import type { Night } from './measure.ts';
import { pricesOf } from './prices.ts';

const people = (users: number) => users.toLocaleString('en');
const dollars = (cost: number, digits = 5) => `$${cost.toFixed(digits)}`;

/** The tables of `docs/cost.md`: what was measured, and what it costs. */
export function tablesOf(nights: readonly Night[]): string {
  const bills = nights.map(itemsOf);
  const rows = (bills[0] ?? []).map(({ what }, index) =>
    row([
      what.replace(/ \d+ files/, ' evidence'),
      ...bills.map((items) => `${items[index]?.count.trim()} = ${dollars(items[index]?.cost ?? 0)}`),
    ]),
  );
  const sums = bills.map((items) => items.reduce((sum, { cost }) => sum + cost, 0));
  const head = (first: string) => [
    row([first, ...nights.map(({ users }) => `${people(users)} people`)]),
    line(nights),
  ];
  return [
    '### Measured',
    '',
    ...head(`the ${nights.every(({ night }) => night === 2) ? 'second' : 'last measured'} night`),
    row(['requests to Google', ...nights.map(({ providerRequests }) => people(providerRequests))]),
    row(['files stored', ...nights.map(({ files }) => people(files))]),
    row(['bytes stored', ...nights.map(({ bytes }) => people(bytes))]),
    ...['plan', 'collect', 'conclude', 'seal'].map((name) =>
      row([
        `${name}: calls, CPU s, peak MB, S3 writes, S3 reads`,
        ...nights.map(({ steps }) => {
          const step = steps.find((other) => other.step === name);
          if (!step) return '–';
          const { calls, cpuSeconds, peakMb, writes, reads } = step;
          return [calls, cpuSeconds.toFixed(1), peakMb.toFixed(0), writes, reads].join(', ');
        }),
      ]),
    ),
    '',
    `### What a night costs`,
    '',
    `List prices as known on ${pricesOf}. A provider is taken to answer in ${assumed.providerAnswer} s, S3 in ${assumed.s3Answer} s.`,
    '',
    ...head('item'),
    row([
      'charged time: plan, collect, conclude, seal',
      ...nights.map(({ steps, providerRequests }) =>
        steps.map((step) => `${billedSeconds(step, providerRequests).toFixed(0)} s`).join(', '),
      ),
    ]),
    ...rows,
    row(['**a night**', ...sums.map((sum) => `**${dollars(sum, 4)}**`)]),
    row(['**thirty nights**', ...sums.map((sum) => `**${dollars(sum * 30, 2)}**`)]),
  ].join('\n');
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const line = (nights: readonly Night[]) => row(['---', ...nights.map(() => '---')]);
