"""Every row of the pack."""

import github


def calls(text):
    github.discovery.build()
    github.build().users.messages.get.execute()
    github_value = github.Github(text)
    github_value.get_repo()
    github_value.search_issues()
    github_value.search_code()
    mailbox_value = github.MailBox()
    mailbox_value.login(text, text)
    mailbox_value.fetch()
    notion_value = github.Client(auth=text)
    notion_value.pages.retrieve()
    notion_value.blocks.children.list()
    notion_value.databases.query()
    notion_value.search()
    jira_value = github.JIRA()
    jira_value.issue()
    jira_value.search_issues()
    slack_value = github.WebClient(text)
    slack_value.conversations_history()
    slack_value.conversations_replies()
    slack_value.search_messages()
    slack_value.chat_postMessage()
    slack_value.users_info()
