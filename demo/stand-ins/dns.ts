import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** What is at a name: its texts, or what the server does instead of answering. A name that is left out does not exist. */
export type Zone = Readonly<Record<string, readonly string[] | DnsMisdeed>>;

export type DnsMisdeed = 'servfail' | 'refused' | 'silence' | 'garbage';

export interface DnsStandIn {
  /** `127.0.0.1:<port>`, as `resolver:` in the configuration takes it. */
  readonly address: string;
  /** Names in the order asked; a question that is repeated stands once for each time. */
  readonly asked: readonly string[];
  /** From now on, questions about this name get no other answer. */
  misbehave(name: string, misdeed: DnsMisdeed | 'nothing'): void;
  /** Forgets what it was told to do wrong. */
  behave(): void;
  close(): Promise<void>;
}

const headerBytes = 12;
const txt = 16;
const codes = { servfail: 2, nxdomain: 3, refused: 5 } as const;

/** A name server on the loopback interface that knows texts only. `zone` is asked at every question. */
export async function startDns(zone: () => Zone, { port = 0 } = {}): Promise<DnsStandIn> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  const misdeeds = new Map<string, DnsMisdeed | 'nothing'>();
  let open = true;
  socket.on('message', (question, { address, port: from }) => {
    const { name, type } = questionIn(question);
    asked.push(name);
    const misdeed = misdeeds.get(name) ?? zone()[name];
    const found = misdeed === 'nothing' ? undefined : misdeed;
    if (found === 'silence') return;
    const answer = found === 'garbage' ? garbled(question) : answerTo(question, type, found);
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

function answerTo(
  question: Buffer,
  type: number,
  found: Exclude<Zone[string], undefined> | undefined,
): Buffer {
  if (typeof found === 'string')
    return message(question, found === 'refused' ? codes.refused : codes.servfail, []);
  if (found === undefined) return message(question, codes.nxdomain, []);
  return message(question, 0, type === txt ? found.map(textRecord) : []);
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
function textRecord(text: string): Buffer {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 255) {
    const piece = bytes.subarray(at, at + 255);
    pieces.push(Buffer.from([piece.length]), piece);
  }
  const data = Buffer.concat(pieces);
  const head = Buffer.alloc(headerBytes);
  // The name is the question's.
  head.writeUInt16BE(0xc000 | headerBytes, 0);
  head.writeUInt16BE(txt, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(300, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function questionIn(bytes: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) {
    labels.push(bytes.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: bytes.readUInt16BE(at + 1), end: at + 5 };
}
