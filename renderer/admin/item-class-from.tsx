import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CatalogueState } from '../../shared/contract/catalogue.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import css from './admin.module.css';

interface ItemClassFromProps {
  readonly state: CatalogueState;
  readonly onChanged: () => void;
}

/** Whose word counts where a fee list and the catalogue say different things; a second person agrees to a change. */
export function ItemClassFrom({ state: { itemClassFrom }, onChanged }: ItemClassFromProps) {
  const client = useClient();
  const act = useAct();
  const [isOpen, setOpen] = useState(false);
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const next = itemClassFrom === 'fee_list' ? 'catalogue' : 'fee_list';
  const title = next === 'catalogue' ? '改为以目录为准' : '改为以费用清单为准';
  const save = () =>
    act.run(async () => {
      await client.request('catalogue.setItemClassFrom', { itemClassFrom: next, secondPerson });
      setOpen(false);
      onChanged();
    });
  return (
    <div className={css['form']}>
      <span>
        等级、先行自付比例和限价以<b>{itemClassFrom === 'fee_list' ? '费用清单' : '目录'}</b>为准
        {itemClassFrom === 'fee_list'
          ? '：限制用药等只有收费系统知道；与目录不同的会列出来。'
          : '：目录里没有的仍以费用清单为准。'}
      </span>
      <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
        {title}
      </Button>
      {isOpen && (
        <FormDialog title={title} act={act} submitLabel="改" onSubmit={save} onClose={() => setOpen(false)}>
          <p>从现在起导入的费用清单按新的办法算；已经导入的和结算过的都不变。</p>
          <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
        </FormDialog>
      )}
    </div>
  );
}
