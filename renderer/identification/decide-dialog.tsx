import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { PersonHit } from '../../shared/contract/people.ts';
import type { Reading } from '../../shared/contract/identification.ts';
import { useAct } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { sexTitles } from '../settlement/titles.ts';
import { CardPhoto } from './card-photo.tsx';
import css from './identification.module.css';
import { differenceTitles, paperTitles, readingLine } from './words.ts';

interface DecideDialogProps {
  readonly reading: Reading;
  readonly onDecide: (personId: string, reason: string) => Promise<void>;
  /** Nobody of the roster: taken in as an ordinary resident. */
  readonly onRegister: (idNumber: string, name: string) => void;
  readonly onClose: () => void;
}

/** What a paper says is not what the roster says: the clerk looks at both and decides, with a reason. */
export function DecideDialog(props: DecideDialogProps) {
  const { person, candidates, idNumber } = props.reading;
  if (person === null && candidates.length === 0 && idNumber !== null) {
    return <NobodyDialog {...props} idNumber={idNumber} />;
  }
  return <DifferenceDialog {...props} people={person === null ? candidates : [person]} />;
}

function DifferenceDialog({
  reading,
  people,
  onDecide,
  onClose,
}: DecideDialogProps & { readonly people: readonly PersonHit[] }) {
  const act = useAct();
  const [personId, setPersonId] = useState(people[0]?.personId ?? '');
  const isOffered = reading.person === null;
  return (
    <ReasonDialog
      title={
        isOffered ? `号码不同：是不是名册里的${reading.name}` : `${paperTitles[reading.paper]}与名册不同`
      }
      act={act}
      submitLabel="是同一个人，照办"
      reasonLabel="怎样核对的（会留下记录）"
      onSubmit={(reason) => act.run(() => onDecide(personId, reason))}
      onClose={onClose}
      before={
        <>
          <Paper reading={reading} />
          {isOffered ? (
            <Radio.Group label="名册里同名、同日出生的人" value={personId} onChange={setPersonId}>
              <Stack gap={6} mt={6}>
                {people.map((one) => (
                  <Radio
                    key={one.personId}
                    value={one.personId}
                    label={`${one.name} ${one.maskedIdNumber} ${[one.township, one.village].filter(Boolean).join(' ')}`}
                  />
                ))}
              </Stack>
            </Radio.Group>
          ) : (
            <Differences reading={reading} />
          )}
        </>
      }
    />
  );
}

function Differences({ reading }: { reading: Reading }) {
  return (
    <table className={css['differences']}>
      <thead>
        <tr>
          <th scope="col">不同的地方</th>
          <th scope="col">{reading.by === 'platform' ? '医保平台' : '证件上'}</th>
          <th scope="col">名册里</th>
        </tr>
      </thead>
      <tbody>
        {reading.differences.map(({ what, onPaper, known }) => (
          <tr key={what}>
            <th scope="row">{differenceTitles[what]}</th>
            <td>{what === 'expired' ? `${onPaper} 已到期` : onPaper}</td>
            <td>{what === 'expired' ? `今天 ${known}` : known}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NobodyDialog({
  reading,
  idNumber,
  onRegister,
  onClose,
}: DecideDialogProps & { readonly idNumber: string }) {
  const act = useAct();
  return (
    <FormDialog
      title="名册里没有此人"
      act={act}
      submitLabel="登记为普通居民"
      focusSubmit
      onSubmit={() => onRegister(idNumber, reading.name)}
      onClose={onClose}
    >
      <Paper reading={reading} />
      <p style={{ margin: 0 }}>
        名册里没有这个证件号码，也没有同名、同日出生的人。确实不在名册里的，可以登记后按普通居民结算，只享受基本医保。
      </p>
    </FormDialog>
  );
}

function Paper({ reading }: { reading: Reading }) {
  const { name, sex, birthDate, maskedIdNumber, validTo, by } = reading;
  return (
    <div className={css['paper']}>
      <CardPhoto photo={reading.photo} name={name} />
      <div>
        <p>
          <b className={css['name']}>{name}</b> {sex !== null && sexTitles[sex]} {birthDate}
        </p>
        <p>{maskedIdNumber}</p>
        {by === 'card_reader' && <p>有效期至 {validTo ?? '长期'}</p>}
        <p className={css['soft']}>{readingLine(reading)}</p>
      </div>
    </div>
  );
}
