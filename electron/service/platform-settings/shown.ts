import type { PlatformSettings } from '../../../shared/contract/platform.ts';
import type { ServiceContext } from '../context.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { publicKeySha256, readAuthority } from '../platform/authority.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { publicKeyOf } from '../signing/signature.ts';
import { windowKey } from '../signing/window-key.ts';
import { readSecrets, secretFingerprint } from './secrets.ts';

/** What counts today, fit to be shown: no secret and no private key is in it. */
export function shownSettings(context: ServiceContext): PlatformSettings {
  const day = today(context);
  const hospital = readHospital(context, day);
  const { signingSecret, signingKeyHex } = readSecrets(context, day);
  const { publicKeyHex } = windowKey(context);
  return {
    url: context.platformUrl ?? hospital.platformUrl,
    plainHttp: hospital.platformPlainHttp,
    signIn: hospital.platformSignIn,
    operator: hospital.platformOperator,
    authority: shownAuthority(hospital.platformAuthority),
    platformKey: hospital.platformKey === null ? null : fingerprintOf(hospital.platformKey),
    signsWith: signingKeyHex === null ? (signingSecret === null ? 'nothing' : 'SM3') : 'SM2',
    signingSecret: signingSecret === null ? null : secretFingerprint(signingSecret),
    signingKey: signingKeyHex === null ? null : fingerprintOf(publicKeyOf(signingKeyHex)),
    windowPublicKey: publicKeyHex,
    windowKey: fingerprintOf(publicKeyHex),
  };
}

function shownAuthority(text: string | null): PlatformSettings['authority'] {
  const authority = text === null ? undefined : readAuthority(text);
  if (authority === undefined) return null;
  if (authority.kind === 'public_key') {
    return { fingerprint: inGroups(authority.sha256), subject: null, validTo: null };
  }
  const { certificate } = authority;
  return {
    fingerprint: inGroups(publicKeySha256(certificate)),
    subject: certificate.subject.replaceAll('\n', '，'),
    validTo: certificate.validToDate.toISOString(),
  };
}

/** The beginning of a hash as people compare it. */
function inGroups(sha256: string): string {
  return (sha256.slice(0, 16).match(/.{4}/g) ?? []).join('-');
}
