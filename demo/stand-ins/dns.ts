import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A record at a name: a text, or what else there may be. */
export type ZoneRecord =
  | string
  | { readonly A: string }
  | { readonly AAAA: string }
  | { readonly CNAME: string }
  | { readonly MX: readonly [priority: number, exchange: string] };

/** What is at a name, or what the server does instead of answering. A name that is left out does not exist. */
export type Zone = Readonly<Record<string, readonly ZoneRecord[] | DnsMisdeed>>;

export type DnsMisdeed = 'servfail' | 'refused' | 'silence' | 'garbage';

export interface DnsStandIn {
  /** `127.0.0.1:<port>`, as `resolver:` in the configuration takes it. */
  readonly address: string;
  /** Names in the order asked, with the type in front if it is not TXT; a question stands once for each time. */
  readonly asked: readonly string[];
  /** From now on, questions about this name get no other answer. */
  misbehave(name: string, misdeed: DnsMisdeed | 'nothing'): void;
  /** Forgets what it was told to do wrong. */
  behave(): void;
  close(): Promise<void>;
}

const headerBytes = 12;
const types = { A: 1, CNAME: 5, MX: 15, TXT: 16, AAAA: 28 } as const;
type TypeName = keyof typeof types;
const codes = { servfail: 2, nxdomain: 3, refused: 5 } as const;

/** A name server on the loopback interface. `zone` is asked at every question. */
export async function startDns(zone: () => Zone, { port = 0 } = {}): Promise<DnsStandIn> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  const misdeeds = new Map<string, DnsMisdeed | 'nothing'>();
  let open = true;
  socket.on('message', (question, { address, port: from }) => {
    const { name, type } = questionIn(question);
    asked.push(type === 'TXT' ? name : `${type} ${name}`);
    const known = spoilt(zone(), misdeeds);
    const found = known[name];
    if (found === 'silence') return;
    const answer = found === 'garbage' ? garbled(question) : answerTo(question, type, known);
    socket.send(answer, from, address);
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    misbehave: (name, misdeed) => void misdeeds.set(name, misdeed),
    behave: () => misdeeds.clear(),
    close: async () => {
      if (!open) return;
      open = false;
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}

/** The zone with what was told to go wrong. */
function spoilt(zone: Zone, misdeeds: ReadonlyMap<string, DnsMisdeed | 'nothing'>): Zone {
  if (misdeeds.size === 0) return zone;
  const left = Object.entries({ ...zone, ...Object.fromEntries(misdeeds) });
  return Object.fromEntries(left.flatMap(([name, found]) => (found === 'nothing' ? [] : [[name, found]])));
}

function answerTo(question: Buffer, type: TypeName | null, zone: Zone): Buffer {
  const { name } = questionIn(question);
  const found = zone[name];
  if (typeof found === 'string')
    return message(question, found === 'refused' ? codes.refused : codes.servfail, []);
  if (found === undefined) return message(question, codes.nxdomain, []);
  return message(question, 0, type === null ? [] : recordsAt(zone, name, type));
}

/** An alias stands before what it leads to, as a resolver gives it. */
function recordsAt(zone: Zone, name: string, type: TypeName): readonly Buffer[] {
  const found = zone[name] ?? [];
  if (typeof found === 'string') return [];
  const alias = found.flatMap((one) => (typeof one === 'object' && 'CNAME' in one ? one.CNAME : []))[0];
  if (alias !== undefined)
    return [record(name, 'CNAME', wireName(alias)), ...recordsAt(zone, alias.toLowerCase(), type)];
  return found.flatMap((one) => {
    const data = dataOf(one, type);
    return data === null ? [] : record(name, type, data);
  });
}

function dataOf(one: ZoneRecord, type: TypeName): Buffer | null {
  if (typeof one === 'string') return type === 'TXT' ? textData(one) : null;
  if (type === 'A' && 'A' in one) return Buffer.from(one.A.split('.').map(Number));
  if (type === 'AAAA' && 'AAAA' in one) return address6(one.AAAA);
  if (type !== 'MX' || !('MX' in one)) return null;
  const priority = Buffer.alloc(2);
  priority.writeUInt16BE(one.MX[0]);
  return Buffer.concat([priority, wireName(one.MX[1])]);
}

/** The question again, with the flags of an answer, and the records after it. */
function message(question: Buffer, code: number, records: readonly Buffer[]): Buffer {
  const head = Buffer.from(question.subarray(0, questionIn(question).end));
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(records.length, 6);
  head.writeUInt32BE(0, 8);
  return Buffer.concat([head, ...records]);
}

/** Announces one record more than it holds. */
function garbled(question: Buffer): Buffer {
  const head = message(question, 0, []);
  head.writeUInt16BE(1, 6);
  return head;
}

/** A text of any length, in pieces of 255 bytes. */
function textData(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  const pieces: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 255) {
    const piece = bytes.subarray(at, at + 255);
    pieces.push(Buffer.from([piece.length]), piece);
  }
  return Buffer.concat(pieces);
}

function record(name: string, type: TypeName, data: Buffer): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt16BE(types[type], 0);
  head.writeUInt16BE(1, 2);
  head.writeUInt32BE(300, 4);
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([wireName(name), head, data]);
}

/** Labels with their lengths; the root, which a null MX names, is none. */
function wireName(name: string): Buffer {
  const labels = name.split('.').filter(Boolean);
  return Buffer.concat([
    ...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.of(0),
  ]);
}

function address6(text: string): Buffer {
  const [head = [], tail = []] = text.split('::').map((side) => side.split(':').filter(Boolean));
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function questionIn(bytes: Buffer): {
  readonly name: string;
  readonly type: TypeName | null;
  readonly end: number;
} {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) {
    labels.push(bytes.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const number = bytes.readUInt16BE(at + 1);
  const names: readonly TypeName[] = ['A', 'AAAA', 'CNAME', 'MX', 'TXT'];
  const type = names.find((one) => types[one] === number) ?? null;
  return { name: labels.join('.').toLowerCase(), type, end: at + 5 };
}
