"""Every row of the pack."""

import logging


def calls(text):
    logging.getLogger()
    logging.get_logger()
    logging.debug(text)
    logging.info(text)
    logging.warning(text)
    logging.warn(text)
    logging.error(text)
    logging.exception(text)
    logging.critical(text)
    logging.log(text)
    logging.basicConfig()
    logger_value = logging.Logger()
    logger_value.debug(text)
    logger_value.info(text)
    logger_value.warning(text)
    logger_value.warn(text)
    logger_value.error(text)
    logger_value.exception(text)
    logger_value.critical(text)
    logger_value.success(text)
    logger_value.trace(text)
    logger_value.log(text)
    logger_value.msg(text)
    logger_value.bind()
    logger_value.opt()
    logger_value.getChild()
    print(logging.logger)
