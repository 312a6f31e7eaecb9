import { describe, expect } from '@jest/globals';
import type { StandardChange, SubjectHistory } from '../../lib/report/model.ts';
import { packRecord } from '../../lib/report/pack-records.ts';
import { barriers } from './accessibility.ts';
import { inBrowser } from './in-browser.ts';
import { madeUp, personAt } from './made-up.ts';

const plain = { reason: '', waiver: null } as const;
const vault: SubjectHistory = {
  subject: 'npm',
  intervals: [
    { from: 0, to: 9, verdict: 'pass', ...plain, expected: 'ana@acme.example', seen: 'ana@acme.example' },
    {
      from: 10,
      to: 29,
      verdict: 'fail',
      reason: 'Open to ben@acme.example, not named for it.',
      waiver: null,
      expected: 'ana@acme.example, cho@acme.example',
      seen: 'ana@acme.example, ben@acme.example',
    },
  ],
};

/** An account that a review wanted removed, and that was. */
const removal: SubjectHistory = {
  subject: personAt(5),
  intervals: [
    {
      from: 0,
      to: 9,
      verdict: 'fail',
      reason: 'It was to be removed.',
      waiver: null,
      expected: 'gone, or inactive',
      seen: 'active',
    },
    { from: 10, to: 29, verdict: 'pass', ...plain, expected: 'gone, or inactive', seen: 'gone' },
  ],
};

/** A change of the standard that says whose decision it is. */
const waived: StandardChange = {
  night: 2,
  control: 'company.control-3',
  path: '/waivers/0',
  before: null,
  after: '{"approvedBy":"cto@acme.example"}',
  message: 'A waiver is in force now.',
};

/** A company whose second control is that of its vaults. */
function withVaults() {
  const { model, sources } = madeUp({ nights: 30, controls: 3, people: 8 });
  const attestations = model.attestations.map((word) => ({ ...word, control: 'access.reviewed' }));
  const controls = model.controls.map((control, at) =>
    at === 1
      ? // What it reads is declared to say who may open what; its name says nothing.
        { ...control, id: 'company.vaults', datasets: [1] }
      : at === 2
        ? { ...control, id: 'access.review-followed-through' }
        : control,
  );
  return {
    model: { ...model, controls, attestations, standard: [...model.standard, waived] },
    sources: {
      ...sources,
      subjects: () => [...(sources.subjects() as string[]), 'npm'].sort(),
      findings: (at: number) => (at === 1 ? [vault] : at === 2 ? [removal] : sources.findings(at)),
    },
  };
}

const { report, shown } = inBrowser();
report(withVaults);

describe('populations', () => {
  shown(
    'exceptions stand with their reference, the open first, and lead to whom they are of',
    async ({ page, go }) => {
      await go('#/exceptions');
      const rows = page.locator('.virtual[aria-label="Exceptions"] .rows .row');
      const own = rows.filter({ hasText: 'Control no. 0' }).first();
      expect(await own.textContent()).toMatch(/^E-0\dControl no\. 0.*person-00000.*24 Jan25 Jan30 Jan.*Open/);
      expect(await rows.last().textContent()).toMatch(/Closed/);
      await own.getByRole('link', { name: personAt(0) }).click();
      await page.waitForSelector(`h1:text("${personAt(0)}")`);
      expect(await page.textContent('.lead')).toMatch(/1 exception|2 exceptions/);
    },
  );

  shown(
    'people are one row each, and their lists add up to what the documents counted',
    async ({ page, go }) => {
      await go('#/people');
      expect(await page.textContent('.filters output')).toBe('8 of 8 people');
      const [accounts, total] = ['Accounts by list', 'What the population is compared with'].map((title) =>
        page.locator('section', { hasText: title }).last().locator('tbody tr'),
      );
      expect(await accounts?.textContent()).toMatch(/^google\/users8800\d$/);
      expect(await total?.textContent()).toMatch(
        /7.*1.*0.*8.*agrees with the 8.*a count of its own.*google\/org-units/,
      );
    },
  );

  shown(
    'who joined, left and changed stands by night, with the table of the package',
    async ({ page, go }) => {
      await go('#/populations');
      expect(await page.textContent('main')).toMatch(
        /Joiners: 1.*person-00004.*5 Jan.*Leavers: 1.*suspended.*Role changes: 1.*isAdmin/s,
      );
      expect(await page.textContent('main')).toMatch(
        /ben@acme\.example.*npm.*can open it.*ana@acme\.example.*2026-01-02 14:00:00 UTC/s,
      );
    },
  );

  shown('a vault says who was named, who could open it, and who let them in', async ({ page, go }) => {
    await go('#/vaults');
    expect(await page.locator('main tbody tr').textContent()).toMatch(/npm.*2.*2.*1.*1.*fail/);
    await page.getByRole('link', { name: 'npm', exact: true }).click();
    await page.waitForSelector('h1:text("npm")');
    expect(await page.textContent('.facts')).toMatch(
      /Named2.*not open1.*not named1.*Could open it22 − 1 \+ 1/,
    );
    expect(
      await page
        .locator('tr', { hasText: 'ben@acme.example' })
        .first()
        .locator('svg')
        .getAttribute('aria-label'),
    ).toMatch(/fail on 20 nights/);
    // In the table of person and night stands who let them in, and when.
    const rows = page.locator('table', { hasText: 'Access given by' }).locator('tbody tr');
    expect(await rows.nth(1).textContent()).toMatch(/^ben@.*ana@acme\.example2026-01-02 14:00:00 UTC$/);
    expect(await rows.nth(0).textContent()).toMatch(/^ana@.*no grant was seen$/);
    expect(await barriers(page)).toEqual([]);
  });

  shown('reviews stand with what they decided, and what came of it', async ({ page, go }) => {
    await go('#/reviews');
    expect(await page.textContent('main')).toMatch(
      /1 review, and 1 account.*ana@acme\.example.*Looked at the report.*person-00005.*gone, or inactivegone.*pass/s,
    );
  });

  shown('the register of services stands before what is connected', async ({ page, go }) => {
    await go('#/services');
    const register = page.locator('main section').first();
    expect(await register.textContent()).toMatch(
      /1 service.*npmnpm\.exampleowned by person-00003@acme\.exampleused by everyonepasswordnot connectednpmnot offered/s,
    );
  });

  shown('the standard says every change by night, and how many verdicts it moved', async ({ page, go }) => {
    await go('#/standard');
    expect(await page.locator('table').first().textContent()).toMatch(
      /2 Jan.*ben@acme\.example is now named.*nothing.*ben@acme\.examplenot known here2.*3 Jan.*cto@acme\.example0$/s,
    );
  });

  shown('the standard says whom it names, for what and as whom', async ({ page, go }) => {
    await go('#/standard');
    const of = (title: string) => page.locator('main section', { hasText: title }).last().textContent();
    expect(await of('Named for vaults')).toMatch(
      /npmv-npmonepasswordperson-00000@acme\.example, every active personPayrollanynobody.*Engineers \(of engineers@acme\.example\)/s,
    );
    expect(await of('Who is who')).toMatch(
      /active people of google, then of okta\..*person-00001@acme\.examplegithub: one-of-themslack: U1, U2/s,
    );
    expect(await of('Shared accounts')).toMatch(/Presspress@acme\.examplenpm/);
    expect(await of('Left, according')).toMatch(/person-00002@acme\.example5 Jan/);
  });

  shown(
    'services say who asks and with what rights, and the collector which version ran',
    async ({ page, go }) => {
      await go('#/services');
      expect(await page.textContent('main')).toMatch(
        /google-workspace.*acme\.example.*exhibit@acme\.example.*1 right/s,
      );
      await go('#/collector');
      expect(await page.textContent('main')).toMatch(/1 Jan – 30 Jan.*0\.1\.0.*not recorded.*the schedule/s);
    },
  );
});

describe('nights that did not all keep what they were judged by', () => {
  const older = report(() => {
    const { model, sources } = withVaults();
    const nights = model.nights.map((night, at) => (at < 10 ? { ...night, standard: null } : night));
    const controls = model.controls.filter(({ id }) => id !== 'access.review-followed-through');
    return {
      model: { ...model, nights, controls, standard: [], attestations: [], waivers: [], named: null },
      sources,
    };
  });

  shown(
    'are not said to have been judged by the same, nor reviews that nothing followed to have wanted nothing',
    async ({ page, go }) => {
      const answer = page.locator('.answer', { hasText: 'Judged by what?' });
      expect(await answer.locator('.short').textContent()).toBe('!No change is known');
      await go('#/standard');
      expect(await page.locator('.empty').first().textContent()).toBe(
        'No change is known. 20 of 30 sealed nights kept their standard: the others are not known.',
      );
      expect(await page.locator('main section', { hasText: 'Whom it names' }).textContent()).toContain(
        'Not shown.',
      );
      await go('#/waivers');
      expect(await page.locator('main').textContent()).toContain('not every night kept its standard');
      await go('#/reviews');
      expect(await page.locator('main').textContent()).toContain('Not known. No night judged whether');
      expect(await page.textContent('.lead')).not.toContain('0 accounts');
    },
    { report: older },
  );
});

describe('a period in which no list was read whole', () => {
  const unread = report(() => {
    const { model, sources } = withVaults();
    const datasets = model.datasets.map((one) => ({
      ...one,
      moves: null,
      nights: one.nights.map((night) => night && { ...night, completeness: 'partial' as const }),
    }));
    return { model: { ...model, datasets, changes: [] }, sources };
  });

  shown(
    'is not said to have nobody who came, went or could open a vault',
    async ({ page, go }) => {
      await go('#/populations');
      const text = await page.locator('main').textContent();
      expect(text?.match(/Nobody that was seen\./g)?.length).toBe(3);
      expect(text).toContain('Not known for google/users: not read completely on any night of this period.');
      expect(text).toContain('Not known for google/groups: not read completely on any night of this period.');
      await go('#/people');
      const lists = page.locator('section', { hasText: 'Accounts by list' }).last();
      expect(await lists.locator('tbody tr').textContent()).toContain('not known: complete on no night');
      await go('#/collector');
      expect(await page.locator('main').textContent()).toContain('not known: complete on no night');
    },
    { report: unread },
  );
});

describe('who administers what is connected', () => {
  const roles = [['a', 'b', 'c', 'Organization Owner'], ['manager'], ['member']];
  const ranked = report(() => {
    const { model, sources } = withVaults();
    const records = (dataset: number) =>
      (dataset === 0 ? roles : []).map((own, at) => {
        const record = { email: personAt(at), id: `id-${at}`, privileged: at < 2, roles: own };
        const line = JSON.stringify(record);
        return packRecord({ key: record.email, intervals: [{ from: 0, to: 28, line, request: 0 }] });
      });
    return { model, sources: { ...sources, records } };
  });

  shown(
    'is everybody of whom a record says so, under whatever role, as of the night that shows it',
    async ({ page, go }) => {
      await go('#/collector');
      const [row, ...more] = await page
        .locator('table', { hasText: 'Administrators and owners' })
        .locator('tbody tr')
        .allTextContents();
      expect(more).toEqual([]);
      expect(row).toMatch(
        new RegExp(`^google/users\\s*3\\s*as of 29 Jan\\s*${personAt(0)}, ${personAt(1)}$`),
      );
    },
    { report: ranked },
  );
});

describe('a list of accounts that was read whole and is empty', () => {
  const empty = report(() => {
    const { model, sources } = withVaults();
    const datasets = model.datasets.map((one) => ({ ...one, moves: null }));
    return { model: { ...model, datasets }, sources: { ...sources, records: () => [] } };
  });

  shown(
    'has nobody who administers it, and is not called unread',
    async ({ page, go }) => {
      await go('#/collector');
      expect(await page.textContent('main')).toMatch(/google\/users0/);
      expect(await page.textContent('main')).not.toContain('whole on no night');
    },
    { report: empty },
  );
});
