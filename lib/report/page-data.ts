/**
 * What lies in the page and in the data files beside it: the model in a form that stays small. The renderer writes it
 * and the browser reads it, so both import these types.
 */

import type { Exception } from '../drift/exceptions/exceptions.ts';
import type { FailurePeriod } from '../drift/exceptions/failure-periods.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import type { Problem } from '../evidence/problem.ts';
import type { AppliedWaiver } from '../judging/finding.ts';
import type { ControlHistory, DatasetHistory, NightState, ReportModel } from './model.ts';

/** Letters for what a control was on a night; a control's nights are one string of them. */
export const stateLetters = {
  pass: 'P',
  fail: 'F',
  unknown: 'U',
  'not-judged': 'N',
  none: '-',
} as const satisfies Record<NightState, string>;

export type StateLetter = (typeof stateLetters)[NightState];

/** Letters for what a dataset was on a night. */
export const completenessLetters = { complete: 'C', empty: 'E', partial: 'P', failed: 'F' } as const;

/** A finding's code is its place here. */
export const verdictCodes = ['pass', 'fail', 'unknown'] as const;

/** How much one data file covers. */
export const subjectsPerFile = 2048;
export const nightsPerFile = 16;
/** Characters of record text after which a file of records is closed. */
export const recordTextPerFile = 400_000;

/** The page's own data: `ReportModel`, and what was gathered from the streams. */
export interface PageData extends Omit<ReportModel, 'controls' | 'datasets'> {
  readonly controls: readonly PageControl[];
  readonly datasets: readonly PageDataset[];
  readonly subjects: number;
  /** What asked the providers, by its version and who started it. */
  readonly collectors: readonly PageCollector[];
  /** Whether there is the part `unjudged`; absent from pages of older versions. */
  readonly unjudged?: true;
}

/** Nights in which the collector was this one; others may lie within. */
export interface PageCollector {
  from: number;
  to: number;
  readonly version: string;
  readonly commit: string | null;
  readonly node: string;
  readonly trigger: string;
  readonly by: string | null;
}

/** Nights on which a list was asked for by this account, with these rights. */
export interface PageAsked {
  from: number;
  to: number;
  readonly origin: EvidenceDocument['origin'];
  readonly tenant: string | null;
  readonly principal: string | null;
  readonly scopes: readonly string[];
}

/** Controls that spoke of a subject, its first and last night, then when it did not plainly pass: the worst of all controls. */
export type SubjectMarks = readonly [
  controls: number,
  from: number,
  to: number,
  ...(readonly [from: number, to: number, letter: string])[],
];

export interface PageControl extends Omit<ControlHistory, 'states' | 'counts'> {
  /** One `StateLetter` a night. */
  readonly states: string;
  /** `[pass, fail, unknown, waived]` a night; 0 where it was not judged. */
  readonly counts: readonly (readonly [number, number, number, number] | 0)[];
  readonly spells: readonly PageFailurePeriod[];
  /** Whether `exceptions/<control>` holds any. */
  readonly listed: boolean;
  /** Which files of subjects hold some of this control's. */
  readonly files: readonly number[];
}

/** When a control as a whole failed or could not be decided, with whom it was about. */
export interface PageFailurePeriod extends FailurePeriod {
  /** How many subjects it was about. */
  readonly subjects: number;
  /** The first of them, by their places among all subjects, with the first reason given. */
  readonly some: readonly (readonly [subject: number, name: string, reason: string])[];
}

export interface PageDataset extends Omit<DatasetHistory, 'nights'> {
  /** 0 where nothing speaks of it. */
  readonly nights: readonly (PageDatasetNight | 0)[];
  readonly problems: readonly Problem[];
  readonly asked: readonly PageAsked[];
  /** How many files hold its records. */
  readonly recordFiles: number;
  /** Place of the first record of each of them. */
  readonly recordStarts: readonly number[];
}

export interface PageDatasetNight {
  /** A letter of `completenessLetters`. */
  readonly c: string;
  readonly records: number;
  /** Place in `problems`. */
  readonly problem?: number;
  /** Requests made; absent when no evidence document came. */
  readonly requests?: number;
  /** Records that the answers held, added up. */
  readonly answered?: number;
  /** Provider's clock minus ours in milliseconds. */
  readonly skew?: number | null;
}

/** `subjects/<k>`: names from place `k * subjectsPerFile` on, and where their records are. */
export interface SubjectFile {
  readonly names: readonly string[];
  /** One list a name: dataset, record, dataset, record, … */
  readonly links: readonly (readonly number[])[];
  readonly marks: readonly SubjectMarks[];
  /** One list a name: records that are an account of it. */
  readonly accounts: readonly (readonly PackedAccount[])[];
  readonly texts: readonly string[];
}

/**
 * A record of a list of accounts: what it may do, by its place among the texts, the night on which it was last seen, and the
 * worst verdict at the end of controls that look at its connection alone: a letter, empty where there is none.
 */
export type PackedAccount = readonly [
  dataset: number,
  record: number,
  text: number,
  last: number,
  letter: string,
];

/** `unjudged`: accounts in lists of people that no subject has which is a person. */
export interface UnjudgedFile {
  readonly texts: readonly string[];
  /** The person whom they name, then the accounts. */
  readonly rows: readonly (readonly [string, ...PackedAccount[]])[];
  /** Of accounts that name nobody by an address: what they are called, then the accounts. */
  readonly others: readonly (readonly [string, ...PackedAccount[]])[];
}

/** `findings/<control>/<k>`: what one control said of the subjects of `subjects/<k>`. */
export interface FindingFile {
  readonly texts: readonly string[];
  readonly waivers: readonly AppliedWaiver[];
  /** Subject's place within the file, then its intervals. */
  readonly rows: readonly (readonly [number, ...PackedInterval[]])[];
}

/**
 * From, to, verdict's code; then, as far as there is something to say: text, waiver, carried code, since, expected, seen. Texts and waivers by
 * their places, -1 for none. */
export type PackedInterval = readonly [
  from: number,
  to: number,
  code: number,
  text?: number,
  waiver?: number,
  carried?: number,
  since?: string | null,
  expected?: number,
  seen?: number,
];

/** `exceptions/<control>`: failures before what could not be decided; of very many the first. */
export interface ExceptionFile {
  readonly listed: readonly Exception[];
  readonly more: number;
}

/** `evidence/<dataset>/<k>`: documents of the nights from `k * nightsPerFile` on. */
export interface EvidenceFile {
  readonly nights: readonly {
    readonly night: number;
    readonly path: string;
    readonly sha256: string;
    readonly document: EvidenceDocument;
  }[];
}

/** `records/<dataset>/<k>`. */
export interface RecordFile {
  /** Key, then its intervals: from, to, the line or the fields that differ from the interval before, and the request. */
  readonly rows: readonly (readonly [string, ...PackedRecord[]])[];
}

export type PackedRecord = readonly [
  from: number,
  to: number,
  line: string | Readonly<Record<string, unknown>>,
  request?: number,
];

/** The line of a record's span, from its packed form and the line before it. */
export function unpackLine(line: PackedRecord[2], before: string): string {
  return typeof line === 'string' ? line : JSON.stringify({ ...JSON.parse(before), ...line });
}
