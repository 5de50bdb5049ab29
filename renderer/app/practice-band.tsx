import css from './frame.module.css';

/** Across every screen of the practice hospital, so that nothing of it is taken for real. */
export function PracticeBand() {
  return <div className={css['practice']}>练习医院 · 人员和费用均为虚构 · 不产生真实结算</div>;
}
