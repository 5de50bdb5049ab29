import { createHash, X509Certificate } from 'node:crypto';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { NotReachedReason } from './codes.ts';

/**
 * The one authority that may vouch for the platform: its certificate, or the SHA-256 of its public key
 * (SubjectPublicKeyInfo in DER, as RFC 7469 pins it), by which the certificate is found among what the platform shows.
 */
export type Authority =
  | { readonly kind: 'certificate'; readonly certificate: X509Certificate }
  | { readonly kind: 'public_key'; readonly sha256: string };

/** Reads the setting: one certificate in PEM, or `sha256:` and 64 hexadecimal digits. Undefined: it is neither. */
export function readAuthority(text: string): Authority | undefined {
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(text)?.[1];
  if (sha256 !== undefined) return { kind: 'public_key', sha256 };
  if (text.match(/-----BEGIN /g)?.length !== 1) return undefined;
  try {
    return { kind: 'certificate', certificate: new X509Certificate(text) };
  } catch {
    return undefined;
  }
}

/** Of a certificate's public key, as the setting names it. */
export function publicKeySha256(certificate: X509Certificate): string {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

/**
 * The certificate in PEM to trust, or why there is none. Where only the hash is known, the platform is asked for its
 * chain over a connection that carries nothing else. The hash only picks the certificate: whether it vouches for the
 * platform is verified in full on the connection that carries messages.
 */
export async function trustedCertificate(
  authority: Authority,
  url: URL,
  timeoutMs: number,
): Promise<{ readonly pem: string } | { readonly why: NotReachedReason }> {
  if (authority.kind === 'certificate') return { pem: authority.certificate.toString() };
  const shown = await shownChain(url, timeoutMs);
  if ('why' in shown) return shown;
  const found = shown.chain.find((certificate) => publicKeySha256(certificate) === authority.sha256);
  return found === undefined ? { why: 'certificate_not_trusted' } : { pem: found.toString() };
}

type Shown = { readonly chain: X509Certificate[] } | { readonly why: NotReachedReason };

function shownChain(url: URL, timeoutMs: number): Promise<Shown> {
  return new Promise((resolve) => {
    let why: NotReachedReason = 'not_reached';
    const socket = connect({
      host: hostOf(url),
      port: Number(url.port || 443),
      ...serverName(url),
      // Nothing is sent here and nothing that is read here is believed.
      rejectUnauthorized: false,
    });
    const finish = (shown: Shown): void => {
      clearTimeout(limit);
      resolve(shown);
      socket.destroy();
    };
    const limit = setTimeout(() => finish({ why }), timeoutMs);
    socket.once('connect', () => (why = 'tls_failed'));
    socket.once('secureConnect', () => finish({ chain: chainOf(socket) }));
    socket.once('error', () => finish({ why }));
    socket.once('close', () => finish({ why }));
  });
}

const longestChain = 10;

function chainOf(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let shown: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (shown?.raw !== undefined && chain.length < longestChain) {
    chain.push(new X509Certificate(shown.raw));
    // An authority that vouches for itself points to itself.
    shown = shown.issuerCertificate === shown ? undefined : shown.issuerCertificate;
  }
  return chain;
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** A name is told to the server (SNI); an address is none. */
function serverName(url: URL): { servername?: string } {
  return /^[\d.]+$|^\[/.test(url.hostname) ? {} : { servername: url.hostname };
}
