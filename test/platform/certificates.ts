import { generate } from 'selfsigned';

/** A certificate and its key, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** The public half of the key. */
  readonly publicKey: string;
}

/** An authority that vouches for itself; of an earlier one under another name, with the same key, where one is given. */
export async function makeAuthority(name: string, earlier?: Certificate): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...(earlier === undefined ? {} : { keyPair: { privateKey: earlier.key, publicKey: earlier.publicKey } }),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert: made.cert, key: made.private, publicKey: made.public };
}

/** A server's certificate under an authority: for 127.0.0.1 and valid for a year, unless said otherwise. */
export async function makeServerCertificate(
  authority: Certificate,
  { ip = '127.0.0.1', days = [-1, 365] }: { ip?: string; days?: readonly [number, number] } = {},
): Promise<Certificate> {
  const day = (offset: number): Date => new Date(Date.now() + offset * 86_400_000);
  const made = await generate([{ name: 'commonName', value: 'platform' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: day(days[0]),
    notAfterDate: day(days[1]),
    ca: { cert: authority.cert, key: authority.key },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip }] },
    ],
  });
  return { cert: made.cert, key: made.private, publicKey: made.public };
}
