import type { ControlFigure } from './reports.ts';

/** The control figures as people read them on screen, paper and spreadsheet. */
export const controlTitles: Record<ControlFigure, string> = {
  out_of_catalogue_share: '目录外费用占比',
  actual_share: '实际报销比例',
  in_scope_share: '政策内报销比例',
  treated_in_county: '县域内就诊占比',
  above_yearly_cap: '全年个人负担超过封顶的人数',
};
