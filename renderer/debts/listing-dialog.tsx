import { useState } from 'react';
import { defaultConditions, defaultEffect } from '../../shared/contract/debt-collection.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import css from './debts.module.css';

interface ListingDialogProps {
  readonly personId: string;
  readonly isListed: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** On the list of malicious default, or off it. */
export function ListingDialog({ personId, isListed, onDone, onClose }: ListingDialogProps) {
  const client = useClient();
  const act = useAct();
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  return (
    <ReasonDialog
      title={isListed ? '撤出恶意拖欠名单' : '列入恶意拖欠名单'}
      act={act}
      submitLabel={isListed ? '撤出' : '列入'}
      reasonLabel={isListed ? '原因' : '怎么核实他有能力付而不付'}
      before={isListed ? <p className={css['soft']}>{defaultEffect}</p> : <Conditions />}
      after={<SecondPersonFields value={secondPerson} onChange={setSecondPerson} />}
      onSubmit={(reason) =>
        act.run(() =>
          client
            .request('debts.listDefault', { personId, isListed: !isListed, reason, secondPerson })
            .then(onDone),
        )
      }
      onClose={onClose}
    />
  );
}

function Conditions() {
  return (
    <div className={css['conditions']}>
      <p>下面四条都符合才列入。前三条已按账和协议核对，第四条由您和复核人负责：</p>
      <ol>
        {defaultConditions.map((condition) => (
          <li key={condition}>{condition}</li>
        ))}
      </ol>
      <p className={css['soft']}>{defaultEffect}</p>
    </div>
  );
}
