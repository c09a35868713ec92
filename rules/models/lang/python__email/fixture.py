"""Every row of the pack."""

import email


def calls(text):
    email.message_from_bytes()
    email.message_from_string()
    email.message_from_file()
    email.message_from_binary_file()
    email.policy.default()
    email.header.decode_header(text)
    email.utils.parseaddr(text)
    email.mime.text.MIMEText(text)
    mailbox_value = email.IMAP4()
    mailbox_value.login(text, text)
    mailbox_value.pass_(text)
    mailbox_value.fetch()
    mailbox_value.search()
    mailbox_value.uid()
    mailbox_value.retr()
    print(mailbox_value[0].anything)
    mailbox_value[0].get_payload()
    mailbox_value[0].get_content()
    mailbox_value[0].get_body()
    mailbox_value[0].walk()
    mailbox_value[0].get()
    sender_value = email.SMTP()
    sender_value.login(text, text)
    sender_value.sendmail()
    sender_value.send_message()
