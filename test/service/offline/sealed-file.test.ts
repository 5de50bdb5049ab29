import { describe, expect, it } from 'vitest';
import { openSealed, readSealed, seal } from '../../../electron/service/offline/sealed-file.ts';
import { signTextWith } from '../../../electron/service/signing/signature.ts';
import { newKeyPair } from '../../../electron/service/signing/window-key.ts';

const [sender, receiver, stranger] = [newKeyPair(), newKeyPair(), newKeyPair()];
const content = `第一行：田守义\n${'0123456789'.repeat(20_000)}`;
const sealed = await seal({
  header: { format: 'test', count: 2 },
  content,
  receiverPublicKeyHex: receiver.publicKeyHex,
  sign: (text) => signTextWith(sender.privateKeyHex, text),
});
const parsed = () => structuredClone(readSealed(sealed)!);
const opened = (file = parsed(), from = sender, to = receiver) =>
  openSealed(file, from.publicKeyHex, to.privateKeyHex);
/** Signed anew by the right sender: only the encryption itself can notice. */
async function signedAnew(file: ReturnType<typeof parsed>): Promise<string> {
  const { sm3Of } = await import('../../../electron/service/signing/sm3.ts');
  const { canonicalJson } = await import('../../../electron/service/hashing/canonical.ts');
  const { header, key, pieces } = file;
  const hashes = pieces.map(({ tag, content: text }) => `${tag}${sm3Of(text)}`);
  return signTextWith(sender.privateKeyHex, canonicalJson({ header, key, pieces: hashes }));
}

describe('a sealed file', () => {
  it('is read by whom it is for, and shows nothing but its header to others', async () => {
    expect(await opened()).toBe(content);
    expect(sealed).not.toContain('田守义');
    expect(
      Buffer.from(sealed, 'utf8').includes(Buffer.from('0123456789').toString('base64').slice(0, 10)),
    ).toBe(false);
    expect(parsed().header).toEqual({ format: 'test', count: 2 });
    expect(parsed().pieces).toHaveLength(4);
  });

  it('is another one each time, also with the same content', async () => {
    const again = await seal({
      header: { format: 'test', count: 2 },
      content,
      receiverPublicKeyHex: receiver.publicKeyHex,
      sign: (text) => signTextWith(sender.privateKeyHex, text),
    });
    expect(readSealed(again)!.pieces[0]!.content).not.toBe(parsed().pieces[0]!.content);
  });

  it('may be empty', async () => {
    const empty = await seal({
      header: {},
      content: '',
      receiverPublicKeyHex: receiver.publicKeyHex,
      sign: (text) => signTextWith(sender.privateKeyHex, text),
    });
    expect(await opened(readSealed(empty))).toBe('');
  });

  it('opens to nobody else, and to no other sender', async () => {
    expect(await opened(parsed(), sender, stranger)).toBeUndefined();
    expect(await opened(parsed(), stranger)).toBeUndefined();
  });

  it('that was changed anywhere does not open, not even when it is signed anew', async () => {
    const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    const changes: Record<string, (file: ReturnType<typeof parsed>) => void> = {
      'the header': (file) => (file.header['count'] = 3),
      'a piece': (file) => (file.pieces[1]!.content = flip(file.pieces[1]!.content)),
      'a tag': (file) => (file.pieces[1]!.tag = '0'.repeat(32)),
      'the order of pieces': (file) => (file.pieces = file.pieces.toReversed()),
    };
    for (const [what, change] of Object.entries(changes)) {
      const file = parsed();
      change(file);
      expect([what, await opened(file)]).toEqual([what, undefined]);
      expect([what, await opened({ ...file, signature: await signedAnew(file) })]).toEqual([what, undefined]);
    }
    const shorter = parsed();
    shorter.pieces.pop();
    expect(await opened(shorter)).toBeUndefined();
  });

  it('is told from what is none', () => {
    for (const text of ['', '{}', 'null', sealed.slice(0, -5), sealed.replace('"key"', '"kee"'), '\0']) {
      expect(readSealed(text)).toBeUndefined();
    }
  });
});
