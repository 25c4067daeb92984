import * as antd from '@ant-design/icons';
import type { ComponentProps, ComponentType } from 'react';

type IconProps = ComponentProps<typeof antd.PlusOutlined>;

/**
 * Ant Design names its icons for screen readers ("plus New segment"). Ours stand beside a text or in a labelled button and say
 * nothing themselves, so names stay what the eye reads; an icon that does carry meaning gets its own `aria-label`.
 */
function quiet(Icon: ComponentType<IconProps>) {
  return function QuietIcon(props: IconProps) {
    const isNamed = props['aria-label'] !== undefined;
    return <Icon {...props} aria-label={props['aria-label']} aria-hidden={!isNamed} role={isNamed ? 'img' : undefined} />;
  };
}

export const AccountBookOutlined = quiet(antd.AccountBookOutlined);
export const AimOutlined = quiet(antd.AimOutlined);
export const ApartmentOutlined = quiet(antd.ApartmentOutlined);
export const ApiOutlined = quiet(antd.ApiOutlined);
export const ArrowDownOutlined = quiet(antd.ArrowDownOutlined);
export const ArrowLeftOutlined = quiet(antd.ArrowLeftOutlined);
export const ArrowUpOutlined = quiet(antd.ArrowUpOutlined);
export const AuditOutlined = quiet(antd.AuditOutlined);
export const BankOutlined = quiet(antd.BankOutlined);
export const BarChartOutlined = quiet(antd.BarChartOutlined);
export const CheckCircleFilled = quiet(antd.CheckCircleFilled);
export const CheckCircleOutlined = quiet(antd.CheckCircleOutlined);
export const CheckOutlined = quiet(antd.CheckOutlined);
export const ClockCircleOutlined = quiet(antd.ClockCircleOutlined);
export const CloseCircleFilled = quiet(antd.CloseCircleFilled);
export const CloseCircleOutlined = quiet(antd.CloseCircleOutlined);
export const CloseOutlined = quiet(antd.CloseOutlined);
export const CloudSyncOutlined = quiet(antd.CloudSyncOutlined);
export const CloudUploadOutlined = quiet(antd.CloudUploadOutlined);
export const CommentOutlined = quiet(antd.CommentOutlined);
export const CompassOutlined = quiet(antd.CompassOutlined);
export const ControlOutlined = quiet(antd.ControlOutlined);
export const CopyOutlined = quiet(antd.CopyOutlined);
export const DashboardOutlined = quiet(antd.DashboardOutlined);
export const DeleteOutlined = quiet(antd.DeleteOutlined);
export const DownOutlined = quiet(antd.DownOutlined);
export const DownloadOutlined = quiet(antd.DownloadOutlined);
export const EditOutlined = quiet(antd.EditOutlined);
export const EnvironmentOutlined = quiet(antd.EnvironmentOutlined);
export const ExperimentOutlined = quiet(antd.ExperimentOutlined);
export const EyeInvisibleOutlined = quiet(antd.EyeInvisibleOutlined);
export const EyeOutlined = quiet(antd.EyeOutlined);
export const FileTextOutlined = quiet(antd.FileTextOutlined);
export const FolderOpenOutlined = quiet(antd.FolderOpenOutlined);
export const FunnelPlotOutlined = quiet(antd.FunnelPlotOutlined);
export const GiftOutlined = quiet(antd.GiftOutlined);
export const GlobalOutlined = quiet(antd.GlobalOutlined);
export const HistoryOutlined = quiet(antd.HistoryOutlined);
export const IdcardOutlined = quiet(antd.IdcardOutlined);
export const ImportOutlined = quiet(antd.ImportOutlined);
export const InboxOutlined = quiet(antd.InboxOutlined);
export const InfoCircleOutlined = quiet(antd.InfoCircleOutlined);
export const KeyOutlined = quiet(antd.KeyOutlined);
export const LeftOutlined = quiet(antd.LeftOutlined);
export const LinkOutlined = quiet(antd.LinkOutlined);
export const LockOutlined = quiet(antd.LockOutlined);
export const LogoutOutlined = quiet(antd.LogoutOutlined);
export const ManOutlined = quiet(antd.ManOutlined);
export const MenuFoldOutlined = quiet(antd.MenuFoldOutlined);
export const MenuOutlined = quiet(antd.MenuOutlined);
export const MenuUnfoldOutlined = quiet(antd.MenuUnfoldOutlined);
export const MoreOutlined = quiet(antd.MoreOutlined);
export const MessageOutlined = quiet(antd.MessageOutlined);
export const MinusCircleOutlined = quiet(antd.MinusCircleOutlined);
export const MobileOutlined = quiet(antd.MobileOutlined);
export const NotificationOutlined = quiet(antd.NotificationOutlined);
export const PartitionOutlined = quiet(antd.PartitionOutlined);
export const PauseOutlined = quiet(antd.PauseOutlined);
export const PhoneOutlined = quiet(antd.PhoneOutlined);
export const PlayCircleOutlined = quiet(antd.PlayCircleOutlined);
export const PlusOutlined = quiet(antd.PlusOutlined);
export const QuestionCircleOutlined = quiet(antd.QuestionCircleOutlined);
export const RedoOutlined = quiet(antd.RedoOutlined);
export const ReloadOutlined = quiet(antd.ReloadOutlined);
export const RightOutlined = quiet(antd.RightOutlined);
export const RollbackOutlined = quiet(antd.RollbackOutlined);
export const SafetyCertificateOutlined = quiet(antd.SafetyCertificateOutlined);
export const SafetyOutlined = quiet(antd.SafetyOutlined);
export const SaveOutlined = quiet(antd.SaveOutlined);
export const SearchOutlined = quiet(antd.SearchOutlined);
export const SendOutlined = quiet(antd.SendOutlined);
export const ShopOutlined = quiet(antd.ShopOutlined);
export const ShoppingOutlined = quiet(antd.ShoppingOutlined);
export const FileProtectOutlined = quiet(antd.FileProtectOutlined);
export const SolutionOutlined = quiet(antd.SolutionOutlined);
export const StopOutlined = quiet(antd.StopOutlined);
export const SyncOutlined = quiet(antd.SyncOutlined);
export const TagOutlined = quiet(antd.TagOutlined);
export const TagsOutlined = quiet(antd.TagsOutlined);
export const TeamOutlined = quiet(antd.TeamOutlined);
export const ThunderboltOutlined = quiet(antd.ThunderboltOutlined);
export const UserAddOutlined = quiet(antd.UserAddOutlined);
export const UserOutlined = quiet(antd.UserOutlined);
export const WarningOutlined = quiet(antd.WarningOutlined);
export const WechatWorkOutlined = quiet(antd.WechatWorkOutlined);
export const WomanOutlined = quiet(antd.WomanOutlined);
