import { Button } from '@mantine/core';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAnswer } from '../app/use-client.ts';
import { Look } from '../components/trouble.tsx';

interface HelpOfferProps {
  readonly settlementId: string;
  readonly onOpen: () => void;
}

/** After a settlement: that the county wants help offered, or the way to it; nothing where the patient bears nothing. */
export function HelpOffer({ settlementId, onOpen }: HelpOfferProps) {
  const { value } = useAnswer('hardship.ofSettlement', { settlementId });
  if (value === undefined || (value.year.personalFen === 0 && value.topUps.length === 0)) return null;
  const { offer, year } = value;
  return (
    <>
      {offer.isDue && (
        <Look sentence={`${year.year} 年个人负担 ${formatYuan(year.personalFen)} 元，可以申请困难救助。`} />
      )}
      <Button size="compact-md" variant={offer.isDue ? 'filled' : 'default'} onClick={onOpen}>
        困难救助
      </Button>
    </>
  );
}
