"""Requests for government information (政府信息依申请公开): the cases of an office, from receipt to archive."""
