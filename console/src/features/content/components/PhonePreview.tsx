import { useText } from '@/shared/i18n/text';
import { LinkOutlined, UserOutlined } from '@/shared/ui/icons';
import styles from './PhonePreview.module.css';

interface PhonePreviewProps {
  channel: string;
  channelName: string;
  /** As it will be read; empty while nothing is written. */
  body: string;
  /** Shown as a card below the text; where a channel shows none its address is part of the text. */
  link?: { url: string; title: string } | undefined;
}

/** The message on the customer's phone. */
export function PhonePreview({ channel, channelName, body, link }: PhonePreviewProps) {
  const text = useText();
  const isChat = channel === 'wecom';
  return (
    <figure className={styles.phone} aria-label={text('preview.phone', { channel: channelName })}>
      <div className={isChat ? styles.chatBar : styles.smsBar}>
        <span className={styles.notch} aria-hidden="true" />
        <span className={styles.who}>{text(isChat ? 'preview.guide' : 'preview.sender')}</span>
        <span className={styles.via}>{text(isChat ? 'preview.viaWecom' : 'preview.viaSms')}</span>
      </div>
      <div className={isChat ? styles.chat : styles.sms}>
        {body === '' ? (
          <p className={styles.nothing}>{text('preview.nothing')}</p>
        ) : (
          <div className={styles.line}>
            {isChat && (
              <span className={styles.avatar} aria-hidden="true">
                <UserOutlined />
              </span>
            )}
            <div className={styles.bubbles}>
              <div className={isChat ? styles.chatBubble : styles.smsBubble}>{body}</div>
              {link && isChat && (
                <div className={styles.card}>
                  <div className={styles.cardTitle}>{link.title}</div>
                  <span className={styles.cardPicture} aria-hidden="true">
                    <LinkOutlined />
                  </span>
                  <div className={styles.cardHost}>{hostOf(link.url)}</div>
                </div>
              )}
            </div>
          </div>
        )}
      </div>
    </figure>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
