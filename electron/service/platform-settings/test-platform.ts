import type { PlatformCheck } from '../../../shared/contract/platform.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { logHeadToSend } from '../audit/head.ts';
import type { ServiceContext } from '../context.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { probePlatform } from '../platform/probe.ts';
import type { NotReachedReason } from '../platform/codes.ts';
import type { Outcome } from '../platform/outcome.ts';
import { requestSigner } from '../platform/request-signature.ts';
import { httpTransport, usualTransportLimits } from '../platform/transport.ts';
import { readSecrets } from './secrets.ts';

type Check = Pick<PlatformCheck, 'state' | 'sentence'>;
type Checks = Readonly<Record<PlatformCheck['what'], Check>>;

/**
 * Tries the platform with what counts today, over a connection of its own: one sign-in, no record. Refuses
 * `platform_not_set`.
 */
export async function testPlatform(
  context: ServiceContext,
  limits = usualTransportLimits,
): Promise<PlatformCheck[]> {
  const day = today(context);
  const hospital = readHospital(context, day);
  const url = context.platformUrl ?? hospital.platformUrl;
  if (url === null) throw new Refusal('platform_not_set', '还没有填平台地址，请先填好再测试。');
  const security = { authority: hospital.platformAuthority, plainHttp: hospital.platformPlainHttp };
  const transport = httpTransport(url, context.clock, limits, security);
  const signer = requestSigner(readSecrets(context, day));
  try {
    const outcome = await probePlatform(
      { hospital, transport, clock: context.clock, signer, logHead: () => logHeadToSend(context) },
      context.newId(),
    );
    const unused = {
      secure: url.startsWith('https:'),
      signs: signer.signType !== '',
      signsIn: hospital.platformSignIn,
    };
    return Object.entries(checksOf(outcome, unused)).map(([what, check]) => ({
      what: what as PlatformCheck['what'],
      ...check,
    }));
  } finally {
    transport.close();
  }
}

interface Uses {
  readonly secure: boolean;
  readonly signs: boolean;
  readonly signsIn: boolean;
}

const unknown: Check = { state: 'unknown', sentence: '前面的还没有通过，没有试到这一步。' };
const bad = (sentence: string): Check => ({ state: 'bad', sentence });

/** What one sign-in tells about each step: a step that fails says nothing about those behind it. */
function checksOf(outcome: Outcome<string>, uses: Uses): Checks {
  const good: Checks = {
    address: { state: 'good', sentence: '平台地址通。' },
    certificate: uses.secure
      ? { state: 'good', sentence: '证书是指定机构签发的，与地址相符，在有效期内。' }
      : { state: 'not_used', sentence: '地址是 http，没有证书，内容不加密。' },
    signature: uses.signs
      ? { state: 'good', sentence: '平台认可本院的签名。' }
      : { state: 'not_used', sentence: '没有设置签名密钥，报文不签名。' },
    sign_in: { state: 'good', sentence: '签到成功。' },
  };
  const { reason, code } = outcome;
  if (outcome.outcome === 'accepted') return good;
  if (outcome.outcome === 'not_reached') {
    if (aboutAddress.has(code as NotReachedReason)) {
      return { address: bad(reason), certificate: unknown, signature: unknown, sign_in: unknown };
    }
    return { ...good, certificate: bad(reason), signature: unknown, sign_in: unknown };
  }
  if (!/^-?\d+$/.test(code)) {
    const answers = '这个地址有回应，但不像医保平台：';
    return { ...good, address: bad(`${answers}${reason}`), signature: unknown, sign_in: unknown };
  }
  if (code === '-7') return { ...good, signature: bad(reason), sign_in: unknown };
  if (uses.signsIn) return { ...good, sign_in: bad(reason) };
  return { ...good, sign_in: { state: 'not_used', sentence: '按设置不签到；平台有回应。' } };
}

const aboutAddress: ReadonlySet<NotReachedReason> = new Set(['not_reached', 'plain_http_refused']);
