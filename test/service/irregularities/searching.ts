import { afterEach, beforeEach } from 'vitest';
import { examinePortion } from '../../../electron/service/irregularities/examine.ts';
import { listFindings } from '../../../electron/service/irregularities/findings.ts';
import { irregularityHandlers } from '../../../electron/service/irregularities/handlers.ts';
import { irregularitySearch } from '../../../electron/service/irregularities/search.ts';
import {
  type Irregularity,
  irregularityRequests,
  type IrregularityState,
} from '../../../shared/contract/irregularities.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { inThisThread } from '../nightly-search/in-this-thread.ts';

/** A hospital that is searched for what somebody should look at, anew for each test. */
export class Searching {
  hospital!: TestHospital;

  constructor() {
    beforeEach(() => {
      this.hospital = openTestHospital();
    });
    afterEach(async () => {
      await irregularitySearch.stop(this.hospital.context);
      this.hospital.close();
    });
  }

  async searched(): Promise<void> {
    const { context, actor } = this.hospital;
    irregularitySearch.begin(context, actor('finance'), inThisThread(examinePortion));
    await irregularitySearch.over(context);
  }

  findings(state: IrregularityState = 'open'): Irregularity[] {
    const { context, actor } = this.hospital;
    const call = { input: { state }, actor: actor('finance'), windowId: 1, filePath: undefined };
    // A window would be refused an answer that is not of this shape.
    irregularityRequests['irregularities.list'].output.parse(
      irregularityHandlers['irregularities.list'](context, call),
    );
    return listFindings(context, state, 10_000).findings;
  }
}
