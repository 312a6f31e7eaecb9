import { describe, expect, test } from '@jest/globals';
import type { AlertChannel, Notification } from '../../../lib/alerts/deliver/channel.ts';
import { busEvents } from '../../../lib/alerts/events.ts';
import { catalog } from '../../../lib/controls/catalog.ts';
import { type AlertStep, alertStep } from '../../../lib/nightly/alert/alert-step.ts';
import { executeRun } from '../../../lib/nightly/run.ts';
import { outline } from '../../alerts/night.ts';
import { objections } from '../../alerts/schemas.ts';
import { ana, ben, google, nightAt, onepassword, type Scene, scene, unenrolled } from '../night.ts';
import { planned } from '../planned.ts';

/** A channel that keeps what it is given, until it is told to fail. */
function listener(): AlertChannel & { heard: Notification[]; broken: boolean } {
  const self = {
    name: 'a listener',
    heard: [] as Notification[],
    broken: false,
    async deliver(notification: Notification) {
      if (self.broken) throw new Error('Nobody is there.');
      self.heard.push(notification);
      return 1;
    },
  };
  return self;
}

function tell({ locker }: Scene, run: string, changes: Partial<AlertStep> = {}) {
  return alertStep({
    locker,
    run,
    recovered: [],
    controls: catalog,
    remindEveryDays: 7,
    channels: [],
    ...changes,
  });
}

async function company(): Promise<Scene> {
  return await scene({ google: google(ana, ben), onepassword: onepassword(['ana', 'ben']) });
}

async function night(stage: Scene, number: number, ...people: Parameters<typeof google>): Promise<string> {
  stage.world = { ...stage.world, google: google(...people) };
  await executeRun(await stage.context(nightAt(number)));
  return nightAt(number);
}

const failing = ['google-workspace.mfa-enforced', 'google-workspace.mfa-enrolled'];

describe('A night is told', () => {
  test('with what changed, from the locker alone', async () => {
    const stage = await company();
    await night(stage, 0, ana, ben);
    const run = await night(stage, 1, ana, unenrolled(ben));
    const { alert } = await tell(stage, run);
    expect(outline(alert)).toEqual([['failing', expect.arrayContaining(failing)]]);
    const item = alert?.sections[0]?.items.find(({ name }) => name === 'google-workspace.mfa-enrolled');
    expect(item).toMatchObject({
      subjects: [{ name: 'ben@example.com', standing: 'fail' }],
      fix: catalog.find(({ id }) => id === 'google-workspace.mfa-enrolled')?.fix,
    });
    for (const key of item?.evidence ?? []) expect(await stage.locker.exists(key)).toBe(true);
    expect(item?.evidence.length).toBeGreaterThan(1);
  });

  test('without those whose failure is waived', async () => {
    const stage = await company();
    stage.world = { ...stage.world, google: google(unenrolled(ana), unenrolled(ben)) };
    const waiver = {
      control: 'google-workspace.mfa-enrolled',
      subject: 'ana@example.com',
      reason: 'A key is on its way',
      approvedBy: 'ben@example.com',
      approvedOn: null,
      ticket: null,
      expires: nightAt(9).slice(0, 10),
    };
    await executeRun(await stage.context(nightAt(0), { waivers: [waiver] }));
    const { alert } = await tell(stage, nightAt(0));
    const items = alert?.sections.flatMap((section) => section.items) ?? [];
    const item = items.find(({ name }) => name === 'google-workspace.mfa-enrolled');
    expect(item?.subjects.map(({ name }) => name)).toEqual(['ben@example.com']);
  });

  test('not at all when nothing changed, but its seal is', async () => {
    const stage = await company();
    await night(stage, 0, ana, ben);
    const run = await night(stage, 1, ana, ben);
    const channel = listener();
    expect(await tell(stage, run, { channels: [channel] })).toEqual({ alert: null, sent: 1, problems: [] });
    expect(channel.heard[0]?.nights.map(({ run: of }) => of)).toEqual([run]);
  });

  test('with events that are as their schemas say', async () => {
    const stage = await company();
    const channel = listener();
    await tell(stage, await night(stage, 0, ana, ben), { channels: [channel] });
    await tell(stage, await night(stage, 1, ana, unenrolled(ben)), { channels: [channel] });
    await tell(stage, await night(stage, 2, ben), { channels: [channel] });
    const events = channel.heard.flatMap(({ nights, alert }) => busEvents(nights, alert));
    expect(new Set(events.map(({ detailType }) => detailType)).size).toBe(3);
    expect(events.flatMap(objections)).toEqual([]);
    expect(new Set(events.map(({ detail }) => detail.id)).size).toBe(events.length);
  });

  test('once: called again it sends nothing', async () => {
    const stage = await company();
    const run = await night(stage, 0, ana, ben);
    const channel = listener();
    const first = await tell(stage, run, { channels: [channel] });
    const again = await tell(stage, run, { channels: [channel] });
    expect([first.sent, again.sent, channel.heard.length]).toEqual([1, 0, 1]);
    expect(again.alert).toEqual(first.alert);
  });

  test('again with the same id, when the first time was cut off before it was marked', async () => {
    const stage = await company();
    const run = await night(stage, 0, ana, ben);
    const [channel, other] = [listener(), listener()];
    other.broken = true;
    const { problems } = await tell(stage, run, { channels: [channel, other] });
    expect(problems.map(({ message }) => message)).toEqual(['Nobody is there.']);
    other.broken = false;
    await tell(stage, run, { channels: [channel, other] });
    expect(channel.heard.map(({ alert }) => alert?.id)).toEqual([
      channel.heard[0]?.alert?.id,
      channel.heard[0]?.alert?.id,
    ]);
  });

  test('never before it is sealed', async () => {
    const stage = await company();
    await planned(await stage.context(nightAt(0)));
    await expect(tell(stage, nightAt(0))).rejects.toThrow('has no seal');
  });
});

test('A night that is only shown counts as told', async () => {
  const stage = await company();
  await tell(stage, await night(stage, 0, ana, ben));
  await tell(stage, await night(stage, 1, ana, unenrolled(ben)));
  expect((await stage.locker.list('alerts/')).length).toBe(2);
  const channel = listener();
  const run = await night(stage, 2, ana, unenrolled(ben));
  await tell(stage, run, { channels: [channel] });
  expect(channel.heard[0]?.nights.map(({ run: of }) => of)).toEqual([run]);
});

describe('A night whose message did not go out', () => {
  test('is told by the next one, less what was undone since', async () => {
    const stage = await company();
    const channel = listener();
    await tell(stage, await night(stage, 0, ana, ben), { channels: [channel] });
    channel.broken = true;
    const lost = await night(stage, 1, unenrolled(ana), unenrolled(ben));
    expect((await tell(stage, lost, { channels: [channel] })).problems).toHaveLength(1);
    channel.broken = false;
    const run = await night(stage, 2, ana, unenrolled(ben));
    const { alert } = await tell(stage, run, { channels: [channel] });
    expect(alert?.notes).toEqual([`Includes what was not delivered before, of ${lost.slice(0, 10)}.`]);
    const item = alert?.sections[0]?.items.find(({ name }) => name === 'google-workspace.mfa-enrolled');
    expect(item?.subjects.map(({ name }) => name)).toEqual(['ben@example.com']);
    expect(item?.what).toContain(`since ${lost.slice(0, 10)}; it passed before`);
    // Each night's own events go out as well.
    expect(channel.heard.at(-1)?.nights.map(({ run: of }) => of)).toEqual([lost, run]);
    const next = await night(stage, 3, ana, unenrolled(ben));
    expect((await tell(stage, next, { channels: [channel] })).alert?.notes).toEqual([]);
    expect(channel.heard.at(-1)?.nights.map(({ run: of }) => of)).toEqual([next]);
  });

  test('is left to drift where it is older than thirty nights', async () => {
    const stage = await company();
    const channel = listener();
    await tell(stage, await night(stage, -34, ana, ben), { channels: [channel] });
    for (let number = -33; number < 0; number++) await night(stage, number, ana, ben);
    const last = await night(stage, 0, ana, unenrolled(ben));
    await tell(stage, last, { channels: [channel] });
    const nights = channel.heard.at(-1)?.nights.map(({ run }) => run) ?? [];
    expect([nights.length, nights[0], nights.at(-1)]).toEqual([31, nightAt(-30), last]);
  });

  test('is no news where nobody was ever told anything', async () => {
    const stage = await company();
    await night(stage, 0, ana, ben);
    await night(stage, 1, ana, unenrolled(ben));
    const run = await night(stage, 2, ana, unenrolled(ben));
    const channel = listener();
    expect(await tell(stage, run, { channels: [channel] })).toMatchObject({ alert: null });
    expect(channel.heard[0]?.nights).toHaveLength(1);
  });
});

describe('A night that was cut off', () => {
  test('is told by the night that ended it', async () => {
    const stage = await company();
    await night(stage, 0, ana, ben);
    await planned(await stage.context(nightAt(1)));
    const { recovered } = await executeRun(await stage.context(nightAt(2)));
    expect(recovered).toEqual([nightAt(1)]);
    const { alert } = await tell(stage, nightAt(2), { recovered });
    expect(alert?.notes).toContain(
      `Cut off earlier and sealed only now, with what had been collected: ${nightAt(1).slice(0, 10)}.`,
    );
  });

  test('is told also where nobody says which it was', async () => {
    const stage = await company();
    const channel = listener();
    await tell(stage, await night(stage, 0, ana, ben), { channels: [channel] });
    await planned(await stage.context(nightAt(1)));
    await executeRun(await stage.context(nightAt(2)));
    const { alert } = await tell(stage, nightAt(2), { channels: [channel] });
    expect(alert?.notes).toEqual([
      `Cut off earlier and sealed only now, with what had been collected: ${nightAt(1).slice(0, 10)}.`,
    ]);
  });
});
