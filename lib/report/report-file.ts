/** One file of the package, beside its other files. */
export interface ReportFile {
  readonly path: string;
  readonly content: string;
}

/** A part of the page's data, by the name under which the page asks for it. */
export interface DataPart {
  readonly name: string;
  readonly json: string;
}
