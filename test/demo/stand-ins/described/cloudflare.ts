/**
 * What Cloudflare answers: `Account`, `Member` and `Verified` are the types of its library, which is no dependency of this
 * project. What every answer comes in: https://developers.cloudflare.com/fundamentals/api/how-to/make-api-calls/.
 */
export interface Answers<Account, Member, Verified> {
  account: Envelope<Account>;
  members: Envelope<Member[]> & { result_info: Place };
  verified: Envelope<Verified>;
  refusal: Envelope<null>;
}

interface Envelope<Result> {
  success: boolean;
  errors: Word[];
  messages: Word[];
  result: Result;
}

interface Word {
  code: number;
  message: string;
}

interface Place {
  page: number;
  per_page: number;
  count: number;
  total_count: number;
  total_pages: number;
}
