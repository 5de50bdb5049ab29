import { createSecureContext, type SecureContext } from 'node:tls';
import { readAuthority, trustedCertificate } from './authority.ts';
import type { NotReachedReason } from './codes.ts';

/** What must hold before anything is sent. */
export interface LineSecurity {
  /** The one authority that is trusted over https (authority.ts); null: none, and nothing goes out over https. */
  readonly authority: string | null;
  /** http to another machine, by explicit choice: whoever is on the network reads along. */
  readonly plainHttp: boolean;
}

/** Why an http address is not spoken to. */
export function refusedAddress(url: URL, security: LineSecurity): NotReachedReason | undefined {
  if (url.protocol === 'https:' || security.plainHttp || isLoopback(url)) return undefined;
  return 'plain_http_refused';
}

export function isLoopback(url: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

/**
 * What a TLS connection to the platform is made with: the pinned authority alone, no system authorities, TLS 1.2 at
 * least; the name in the certificate is checked against the address as Node does it.
 */
export async function secureLine(
  url: URL,
  security: LineSecurity,
  timeoutMs: number,
): Promise<{ readonly secureContext: SecureContext } | { readonly why: NotReachedReason }> {
  if (security.authority === null) return { why: 'authority_missing' };
  const authority = readAuthority(security.authority);
  if (authority === undefined) return { why: 'authority_missing' };
  const trusted = await trustedCertificate(authority, url, timeoutMs);
  if ('why' in trusted) return trusted;
  // The pinned authority may itself be vouched for by another one, which is not asked.
  const secureContext = createSecureContext({
    ca: trusted.pem,
    minVersion: 'TLSv1.2',
    allowPartialTrustChain: true,
  });
  return { secureContext };
}

const reasonsByCode: Readonly<Record<string, NotReachedReason>> = {
  CERT_HAS_EXPIRED: 'certificate_expired',
  CERT_NOT_YET_VALID: 'certificate_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_wrong_name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate_not_trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate_not_trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate_not_trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_not_trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_not_trusted',
  CERT_SIGNATURE_FAILURE: 'certificate_not_trusted',
  CERT_UNTRUSTED: 'certificate_not_trusted',
  CERT_REJECTED: 'certificate_not_trusted',
  CERT_REVOKED: 'certificate_not_trusted',
  INVALID_CA: 'certificate_not_trusted',
  INVALID_PURPOSE: 'certificate_not_trusted',
  PATH_LENGTH_EXCEEDED: 'certificate_not_trusted',
};

/** Why a connection did not get ready: by the code of the error, and by how far it came. */
export function whyNotReady(code: string | undefined, connected: boolean): NotReachedReason {
  return reasonsByCode[code ?? ''] ?? (connected ? 'tls_failed' : 'not_reached');
}
