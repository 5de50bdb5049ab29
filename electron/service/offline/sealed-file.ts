import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { sm2, sm4 } from 'sm-crypto-v2';
import { z } from 'zod';
import { canonicalJson } from '../hashing/canonical.ts';
import { verifyText } from '../signing/signature.ts';
import { sm3Of } from '../signing/sm3.ts';

/**
 * A file that one side signs and only the other can read, with a header that everybody can. The content is cut into
 * pieces, each encrypted with SM4-GCM under one random key; that key is encrypted to the receiver with SM2 (C1C3C2); the
 * header is bound to every piece, and the sender signs the whole.
 */
const sealedSchema = z.strictObject({
  header: z.record(z.string(), z.json()),
  /** The random key, encrypted. */
  key: z.string().regex(/^[0-9a-f]{200,400}$/),
  pieces: z.array(z.strictObject({ tag: z.string().length(32), content: z.base64() })).max(2_000),
  signature: z.string(),
});
type Sealed = z.output<typeof sealedSchema>;

export interface Sealing {
  readonly header: Readonly<Record<string, string | number>>;
  readonly content: string;
  readonly receiverPublicKeyHex: string;
  readonly sign: (text: string) => string;
}

/** So much is encrypted in one go; requests of the window are answered in between. */
const pieceBytes = 64 * 1024;
const keyBytes = 16;

export async function seal({ header, content, receiverPublicKeyHex, sign }: Sealing): Promise<string> {
  const [key, bytes] = [randomBytes(keyBytes), Buffer.from(content, 'utf8')];
  const pieces: Sealed['pieces'] = [];
  for (let at = 0; at < bytes.byteLength || at === 0; at += pieceBytes) {
    pieces.push(encryptPiece(key, header, pieces.length, bytes.subarray(at, at + pieceBytes)));
    await setImmediate();
  }
  const unsigned = { header, key: sm2.doEncrypt(key, receiverPublicKeyHex), pieces };
  return JSON.stringify({ ...unsigned, signature: sign(await signedText(unsigned)) });
}

/** Undefined: no such file. What it says is not to be believed before `openSealed`. */
export function readSealed(text: string): Sealed | undefined {
  try {
    const sealed = sealedSchema.safeParse(JSON.parse(text));
    return sealed.success ? sealed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The content; undefined when the signature is not the sender's, the file is for somebody else, or it was changed. */
export async function openSealed(
  sealed: Sealed,
  senderPublicKeyHex: string,
  receiverPrivateKeyHex: string,
): Promise<string | undefined> {
  if (!verifyText(senderPublicKeyHex, await signedText(sealed), sealed.signature)) return undefined;
  try {
    const key = sm2.doDecrypt(sealed.key, receiverPrivateKeyHex, 1, { output: 'array' });
    if (key.length !== keyBytes) return undefined;
    const pieces: Uint8Array[] = [];
    for (const [index, piece] of sealed.pieces.entries()) {
      pieces.push(decryptPiece(key, sealed.header, index, piece));
      await setImmediate();
    }
    return Buffer.concat(pieces).toString('utf8');
  } catch {
    return undefined;
  }
}

/** What is signed: all but the signature, each piece by its SM3. */
async function signedText({ header, key, pieces }: Omit<Sealed, 'signature'>): Promise<string> {
  const hashes: string[] = [];
  for (const { tag, content } of pieces) {
    hashes.push(`${tag}${sm3Of(content)}`);
    await setImmediate();
  }
  return canonicalJson({ header, key, pieces: hashes });
}

/** One key serves one file alone, so the number of the piece is enough of a nonce. */
function options(header: Sealed['header'], index: number) {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(index, 8);
  return { mode: 'gcm', iv, associatedData: Buffer.from(canonicalJson(header), 'utf8') } as const;
}

function encryptPiece(key: Uint8Array, header: Sealed['header'], index: number, bytes: Uint8Array) {
  const { output, tag } = sm4.encrypt(Uint8Array.from(bytes), Uint8Array.from(key), {
    ...options(header, index),
    output: 'array',
    outputTag: true,
  });
  if (tag === undefined) throw new Error('the library made no tag');
  return { tag: Buffer.from(tag).toString('hex'), content: Buffer.from(output).toString('base64') };
}

/** Throws when the piece was changed, moved, or belongs to another header. */
function decryptPiece(
  key: Uint8Array,
  header: Sealed['header'],
  index: number,
  { tag, content }: Sealed['pieces'][number],
): Uint8Array {
  return sm4.decrypt(Uint8Array.from(Buffer.from(content, 'base64')), key, {
    ...options(header, index),
    output: 'array',
    tag: Uint8Array.from(Buffer.from(tag, 'hex')),
  });
}
