import type { GroupSums } from '../../../shared/contract/reconciliation.ts';
import type { KindOfCare } from '../../../shared/engine/claim.ts';
import { sumFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import type { Platform } from '../platform/platform.ts';
import { platformOfSettings } from '../outbox/platform-of-settings.ts';
import { clearingHere } from './kinds-of-care.ts';
import type { DaySpan } from './known.ts';

/** What the centre answered to our sums (3201), in words; null where it was not asked or did not answer. */
export type CentreSays = string | null;

/** Asks the centre whether our sums of the span are its own. Never throws for the platform's sake: a run is one without it. */
export async function askCentreAboutSums(
  context: ServiceContext,
  span: DaySpan,
  groups: readonly GroupSums[],
  platform: Platform | undefined = platformOfSettings(context)(),
): Promise<CentreSays> {
  const ours = groups.filter(({ side }) => side === 'window');
  if (platform === undefined || ours.length === 0) return null;
  try {
    const said: string[] = [];
    for (const care of kindsOfCare) {
      const ofCare = ours.filter(({ clearingType }) => clearingType === clearingHere[care]);
      if (ofCare.length > 0)
        said.push(`${clearingHere[care]}${await askAbout(platform, span, care, ofCare)}`);
    }
    return said.join('');
  } finally {
    platform.close();
  }
}

const kindsOfCare: readonly KindOfCare[] = ['inpatient', 'outpatient'];

/** The centre clears stays and visits apart. */
async function askAbout(
  platform: Platform,
  span: DaySpan,
  care: KindOfCare,
  ours: readonly GroupSums[],
): Promise<string> {
  const answer = await platform.compareSums({
    ...span,
    insurance: 'resident',
    care,
    count: ours.reduce((sum, { count }) => sum + count, 0),
    totalFen: sumFen(ours.map(({ totalFen }) => totalFen)),
    fundFen: sumFen(ours.map(({ fundFen, totalFen }) => fundFen ?? totalFen)),
    accountFen: sumFen(ours.map(({ accountFen, totalFen }) => accountFen ?? totalFen)),
  });
  if (answer.outcome !== 'accepted') return `没有答复：${answer.reason}`;
  return answer.value.isEven ? '与中心的总账一致。' : `与中心的总账不一致。${answer.value.words}`;
}
