import { askedFor } from '../../electron/service/answer.ts';
import type { AuditAct } from '../../shared/audit/act-titles.ts';
import { type RequestName, requests } from '../../shared/contract/contract.ts';
import { actsOfRequests } from '../service/audit/acts-of-requests.ts';
import { actsOfTheProgram } from '../service/audit/acts-of-the-program.ts';
import type { Written } from './written-rows.ts';

/** What a refusal may leave in the log: that there was one, and whose password or code was wrong. */
const actsOfRefusals: ReadonlySet<string> = new Set<AuditAct>([
  'request.not_signed_in',
  'request.not_allowed',
  'request.second_person_refused',
  'staff.password_refused',
  'staff.code_refused',
  'staff.session_ended',
]);

interface Called extends Written {
  readonly name: string;
  readonly wasRefused: boolean;
}

/** The request of a window that stands behind a name, also where main asks on its behalf; undefined for no request. */
export function requestBehind(name: string): RequestName | undefined {
  if (Object.hasOwn(askedFor, name)) return askedFor[name as keyof typeof askedFor];
  return Object.hasOwn(requests, name) ? (name as RequestName) : undefined;
}

/** How one call differs from what is written down of its request; undefined where it does not. */
export function faultOfActs({ name, wasRefused, tables, acts }: Called): string | undefined {
  const request = requestBehind(name);
  if (wasRefused || request === undefined) {
    const others = acts.filter((act) => !actsOfRefusals.has(act));
    return others.length === 0 ? undefined : `refused, and left ${others.join(', ')}`;
  }
  const said = actsOfRequests[request];
  const own: readonly string[] = typeof said === 'string' ? [] : said;
  const others = acts.filter(
    (act) => !own.includes(act) && !(actsOfTheProgram as readonly string[]).includes(act),
  );
  if (others.length > 0) return `left ${others.join(', ')} beside what is written down`;
  if (said === 'reads' && tables.length > 0) return `only reads, and wrote ${tables.join(', ')}`;
  if (own.length > 0 && tables.length > 0 && !acts.some((act) => own.includes(act))) {
    return `wrote ${tables.join(', ')} and left none of ${own.join(', ')}`;
  }
  return undefined;
}
