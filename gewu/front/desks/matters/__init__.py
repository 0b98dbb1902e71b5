"""事项办理: the list, one matter with its story and what can be done now, and reporting a new one."""
