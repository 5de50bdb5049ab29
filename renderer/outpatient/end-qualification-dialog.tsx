import { useState } from 'react';
import type { Standing } from '../../shared/contract/outpatient.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { DayField } from '../components/day-field.tsx';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { dayOf } from '../components/typed-day.ts';

interface EndQualificationDialogProps {
  readonly standing: Standing;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The last day that counts, and why; what was settled until then stays as it is. */
export function EndQualificationDialog({ standing, today, onDone, onClose }: EndQualificationDialogProps) {
  const client = useClient();
  const act = useAct();
  const [endsOn, setEndsOn] = useState(today);
  const { qualificationId, disease } = standing;
  const end = (reason: string) =>
    act.run(async () => {
      const day = dayOf(endsOn, '最后有效日');
      await client.request('outpatient.endQualification', { qualificationId, endsOn: day, reason });
      onDone();
    });
  return (
    <ReasonDialog
      title={`终止资格 ${disease.name}`}
      act={act}
      submitLabel="终止"
      before={<p>到这一天为止（含当天）的就诊照常结算；已经结算的不变。</p>}
      after={<DayField label="最后有效日" value={endsOn} onChange={setEndsOn} />}
      onSubmit={end}
      onClose={onClose}
    />
  );
}
