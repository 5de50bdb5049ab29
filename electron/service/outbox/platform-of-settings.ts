import { Refusal } from '../../../shared/contract/refusal.ts';
import { logHeadToSend } from '../audit/head.ts';
import type { ServiceContext } from '../context.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import { type Hospital, readHospital, today } from '../hospital/settings.ts';
import { readSecrets } from '../platform-settings/secrets.ts';
import { nationalPlatform, type Platform } from '../platform/platform.ts';
import { httpTransport, usualTransportLimits } from '../platform/transport.ts';

/**
 * The platform of today's settings, or undefined while there is none. Settings are dated and may change while the
 * program runs; the connection is kept as long as they do not.
 */
export function platformOfSettings(
  context: ServiceContext,
  limits = usualTransportLimits,
): () => Platform | undefined {
  let current: { readonly settings: string; readonly platform: Platform } | undefined;
  return () => {
    const hospital = hospitalOfToday(context);
    const url = context.platformUrl ?? hospital?.platformUrl ?? null;
    if (hospital === undefined || url === null) return undefined;
    const secrets = readSecrets(context, today(context));
    const settings = canonicalJson({ hospital, url, secrets });
    if (current?.settings !== settings) {
      current?.platform.close();
      const security = { authority: hospital.platformAuthority, plainHttp: hospital.platformPlainHttp };
      const transport = httpTransport(url, context.clock, limits, security);
      const newId = (): string => context.newId();
      current = {
        settings,
        platform: nationalPlatform({
          hospital,
          transport,
          clock: context.clock,
          newId,
          secrets,
          logHead: () => logHeadToSend(context),
        }),
      };
    }
    return current.platform;
  };
}

/** A hospital that is not set up yet sends nothing. */
function hospitalOfToday(context: ServiceContext): Hospital | undefined {
  try {
    return readHospital(context, today(context));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'hospital_not_set_up') return undefined;
    throw error;
  }
}
